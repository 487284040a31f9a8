package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.parts.Openers;
import org.dormouse.ui.tests.driver.GraphBot;
import org.dormouse.ui.tests.driver.Mouse;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.LanesGraph;
import org.dormouse.ui.tests.pages.WorkflowGraph;
import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.ui.IPageLayout;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Outline view draws all of a graph, small; a click in it brings that part of the graph into sight. */
@UiTest
class OutlineTest {
  private static final int MACHINES = 12;
  private static final String LANES = "Thumbnail of all lanes";
  private static final String WORKFLOW = "Thumbnail of the workflow";

  private static Estate estate;
  private static String run;

  @BeforeAll
  static void aRunThatEnded() {
    estate = Estate.connect().clear().fleet(MACHINES, Map.of("level", Estate.freshLevel()));
    run = estate.run("nightly");
    estate.awaitEnd(run);
  }

  @AfterAll
  static void leave() {
    estate.clear().close();
  }

  private static Canvas thumbnail(String name) {
    Canvas canvas = Workbench.view(IPageLayout.ID_OUTLINE).named(Canvas.class, name);
    Ui.await("something to be drawn in the " + name, () -> colours(canvas) > 2);
    return canvas;
  }

  private static long colours(Canvas canvas) {
    Image image = new Image(canvas.getDisplay(), canvas.getSize().x, canvas.getSize().y);
    GC gc = new GC(canvas);
    try {
      gc.copyArea(image, 0, 0);
      ImageData data = image.getImageData();
      int[] line = new int[data.width];
      return IntStream.range(0, data.height).flatMap(y -> {
        data.getPixels(0, y, data.width, line, 0);
        return Arrays.stream(line.clone());
      }).distinct().limit(10).count();
    } finally {
      gc.dispose();
      image.dispose();
    }
  }

  private static int scrolled(GraphBot graph) {
    return Ui.get(() -> ((FigureCanvas) graph.viewer().getControl()).getViewport().getViewLocation().y);
  }

  private static void clickAtTheEnd(Canvas canvas) {
    Mouse.click(Ui.get(() -> canvas.toDisplay(20, Math.min(canvas.getSize().y - 12, 66))));
  }

  @Test
  @Pictured
  void allLanesOfARunAreInItWhicheverPageIsInFront() {
    PartBot editor = LanesGraph.open(run).editor();
    editor.showPage("Table");
    Canvas canvas = thumbnail(LANES);
    editor.activate().showPage("Lanes");
    GraphBot graph = editor.graph();
    assertEquals(0, scrolled(graph));
    clickAtTheEnd(canvas);
    Ui.await("the last lanes to come into sight", () -> scrolled(graph) > 0);
    Screenshots.take("outline-lanes");
  }

  @Test
  @Pictured
  void theWholeWorkflowOfAJobIsInIt() {
    WorkflowGraph workflow = WorkflowGraph.open("nightly");
    Canvas canvas = thumbnail(WORKFLOW);
    GraphBot graph = workflow.graph();
    assertEquals(0, scrolled(graph));
    Mouse.click(Ui.get(() -> canvas.toDisplay(canvas.getSize().x / 2, canvas.getSize().y * 3 / 4)));
    Ui.await("its end to come into sight", () -> scrolled(graph) > 0);
    Screenshots.take("outline-workflow");
  }

  @Test
  void itComesWhenAJobIsThereThatWasOpenedWhileItWasInFront() {
    Workbench.view(IPageLayout.ID_OUTLINE);
    Ui.start(() -> Openers.open(Workbench.page(), Kind.JOB, "nightly"));
    Workbench.editor("nightly").showPage("Overview");
    Canvas canvas = thumbnail(WORKFLOW);
    assertTrue(Ui.get(canvas::isVisible));
  }
}
