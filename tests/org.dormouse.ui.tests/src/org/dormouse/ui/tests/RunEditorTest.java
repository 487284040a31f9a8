package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.event.KeyEvent;
import java.util.List;
import java.util.Map;
import org.dormouse.api.RunsApi;
import org.dormouse.ui.tests.driver.GraphBot;
import org.dormouse.ui.tests.driver.Keyboard;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.pages.LanesGraph;
import org.dormouse.ui.tests.pages.RunsPage;
import org.eclipse.gef.GraphicalEditPart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A run as lanes and as a table. */
@UiTest
@Pictured
class RunEditorTest {
  private static final int MACHINES = 12;

  private static Estate estate;
  private static String run;

  @BeforeAll
  static void aRunThatEnded() {
    estate = Estate.connect().clear()
        .fleet(MACHINES, Map.of("level", Estate.freshLevel(), "faults", "install-fails:%5"));
    run = estate.run("nightly");
    estate.awaitEnd(run);
  }

  @AfterAll
  static void leave() {
    estate.clear().close();
  }

  @Test
  void aLaneIsSelectedByAClick() {
    PartBot editor = RunsPage.open().openRun(run).showPage("Lanes");
    GraphBot graph = editor.graph();
    List<GraphicalEditPart> lanes = graph.partsOf("LaneEditPart");
    graph.click(lanes.get(1));
    Ui.await("the lane or a step of it to be selected",
        () -> !graph.viewer().getSelectedEditParts().isEmpty());
    Screenshots.take("run-lanes");
  }

  @Test
  void theTableHasARowForEachMachine() {
    PartBot editor = RunsPage.open().openRun(run).showPage("Table");
    editor.table("Virtual machines of the run").awaitRows(MACHINES);
    Screenshots.take("run-table");
  }

  @Test
  void theTableHasTheKeysAsSoonAsItIsInFront() {
    PartBot editor = RunsPage.open().openRun(run).showPage("Table");
    TableDriver table = editor.table("Virtual machines of the run").awaitRows(MACHINES);
    Ui.await("the table to have the focus", () -> table.widget().isFocusControl());
    Keyboard.press(KeyEvent.VK_END);
    Ui.await("the last row to be selected", () -> table.widget().isSelected(MACHINES - 1));
  }

  @Test
  void aRunIsFollowedWhileItGoesOn() {
    estate.put("service", "updates", Map.of("type", "simulated", "settings",
        Map.of("level", Estate.freshLevel(), "scanSeconds", "0.5", "installSeconds", "4", "verifySeconds", "0.5")));
    String live = estate.run("nightly");
    PartBot editor = RunsPage.open().openRun(live).showPage("Lanes");
    editor.graph().partsOf("LaneEditPart");
    Screenshots.take("run-lanes-live");
    estate.ask(engine -> engine.cancel(new RunsApi.ServicingRef(live, "")));
    estate.awaitEnd(live);
    editor.label("cancelled");
    Screenshots.take("run-lanes-ended");
  }

  @Test
  void whatHappenedBehindAnotherPageIsThereAtOnce() {
    estate.put("service", "updates", Map.of("type", "simulated", "settings",
        Map.of("level", Estate.freshLevel(), "scanSeconds", "0.5", "installSeconds", "30", "verifySeconds", "0.5")));
    String live = estate.run("nightly");
    LanesGraph lanes = LanesGraph.open(live);
    Ui.await("machines at work", () -> lanes.lines().stream().anyMatch(line -> line.contains("Running")));
    PartBot editor = lanes.editor().showPage("Table");
    estate.ask(engine -> engine.cancel(new RunsApi.ServicingRef(live, "")));
    estate.awaitEndKnown(live);
    editor.label("cancelled");
    editor.showPage("Lanes");
    List<String> lines = lanes.lines();
    assertTrue(lines.stream().noneMatch(line -> line.contains("Running")), lines.toString());
  }
}
