package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.ui.tests.driver.FileChooser;
import org.dormouse.ui.tests.driver.Keyboard;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.pages.LanesGraph;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The graph of a run that ended: clicked, zoomed, folded, searched, seen along the time, and exported. */
@UiTest
class LanesPageTest {
  /** As many as are in sight above the details of a step. */
  private static final int MACHINES = 6;

  private static Estate estate;
  private static String run;
  private static List<Servicing> failed;

  @BeforeAll
  static void aRunThatEnded() {
    estate = Estate.connect().clear().fleet(MACHINES, Map.of("level", Estate.freshLevel(), "faults", "install-fails:%3"));
    run = estate.run("nightly");
    estate.awaitEnd(run);
    failed = estate.snapshot(run).servicings().stream().filter(one -> one.state().equals("FAILED")).toList();
  }

  @AfterAll
  static void leave() {
    estate.clear().close();
  }

  @Test
  void aClickOnAStepShowsItsDetailsUnderTheLanes() {
    LanesGraph lanes = LanesGraph.open(run).maximized();
    lanes.graph().click(lanes.step(failed.getFirst().subject(), "Install"));
    lanes.editor().label("Install of " + failed.getFirst().subject());
    Text details = lanes.editor().named(Text.class, "Log and data of the step");
    Ui.await("when it was and what happened", () -> details.getText().contains("Started")
        && (details.getText().contains("What happened to the data") || details.getText().contains("Journal")));
    Screenshots.take("run-lanes-step");
    lanes.graph().click(lanes.step(failed.getFirst().subject(), "Scan"));
    lanes.editor().label("Scan of " + failed.getFirst().subject());
  }

  @Test
  void itIsZoomedByToolsAndKeysAndFits() {
    LanesGraph lanes = LanesGraph.open(run).maximized();
    lanes.tool("Zoom in (Ctrl++)");
    Ui.await("it to be larger", () -> lanes.zoom() > 1);
    lanes.tool("Zoom out (Ctrl+-)").tool("Zoom out (Ctrl+-)");
    Ui.await("it to be smaller", () -> lanes.zoom() < 1);
    lanes.tool("Fit all steps into the window (Ctrl+0)");
    Ui.await("it to fit", () -> lanes.zoom() <= 1);
    lanes.click(failed.getFirst().subject());
    double fitting = lanes.zoom();
    Keyboard.ctrl(KeyEvent.VK_EQUALS);
    Ui.await("it to be larger by the key", () -> lanes.zoom() > fitting);
    Keyboard.ctrl(KeyEvent.VK_0);
    Ui.await("it to fit again by the key", () -> lanes.zoom() == fitting);
  }

  @Test
  void aStateIsFoldedIntoOneLineAndUnfoldedByAClick() {
    LanesGraph lanes = LanesGraph.open(run).maximized();
    String chip = failed.size() + " failed";
    assertEquals(MACHINES, lanes.lines().size());
    lanes.fold(chip);
    Ui.await("fewer lines", () -> lanes.lines().size() == MACHINES - failed.size() + 1);
    Screenshots.take("run-lanes-folded");
    lanes.click(chip);
    Ui.await("all lines", () -> lanes.lines().size() == MACHINES);
    assertFalse(lanes.editor().button(chip).isSelected(), "the switch says that they are folded");
    lanes.act(failed.getFirst().subject(), "Show All of This State as One Line");
    Ui.await("fewer lines again", () -> lanes.lines().size() == MACHINES - failed.size() + 1);
    lanes.graph().contextMenu().click("Unfold Failed");
    Ui.await("all lines again", () -> lanes.lines().size() == MACHINES);
  }

  @Test
  void theKeyOfFindGoesToTheSearchAndEnterFromOneToTheNext() {
    LanesGraph lanes = LanesGraph.open(run).maximized();
    lanes.click(succeeded());
    Keyboard.ctrl(KeyEvent.VK_F);
    Text search = lanes.editor().named(Text.class, LanesGraph.FIND);
    Ui.await("the search to have the focus", search::isFocusControl);
    Keyboard.type("failed");
    Ui.await("the words to be there", () -> search.getText().equals("failed"));
    Keyboard.press(KeyEvent.VK_ENTER);
    lanes.awaitFound("1 of " + failed.size());
    Keyboard.press(KeyEvent.VK_ENTER);
    lanes.awaitFound("2 of " + failed.size());
    Screenshots.take("run-lanes-search");
    Keyboard.escape();
    Ui.await("the words to be gone", () -> search.getText().isEmpty());
  }

  @Test
  void aLaneThatIsFilteredAwayIsStillSelectedWhenItIsBack() {
    LanesGraph lanes = LanesGraph.open(run).maximized();
    lanes.click(failed.getLast().subject());
    lanes.editor().text("Filter the run").type("no machine has such words");
    Ui.await("no lane", () -> lanes.graph().viewer().getSelectedEditParts().isEmpty());
    lanes.editor().text("Filter the run").type("");
    lanes.lane(failed.getLast().subject());
    Ui.await("its lane to be selected", () -> !lanes.graph().viewer().getSelectedEditParts().isEmpty());
  }

  @Test
  @Pictured
  void alongTheTimeStepsAreAsLongAsTheyTook() {
    LanesGraph lanes = LanesGraph.open(run).maximized();
    String lane = failed.getFirst().subject();
    assertEquals(1, widths(lanes, lane));
    lanes.tool("Time line");
    Ui.await("steps of different lengths", () -> widths(lanes, lane) > 1);
    Screenshots.take("run-lanes-time");
    lanes.tool("Zoom in (Ctrl++)").tool("Steps as columns");
    Ui.await("steps as wide as their columns", () -> widths(lanes, lane) == 1);
  }

  private static long widths(LanesGraph lanes, String lane) {
    return lanes.graph().widths(lanes.lane(lane)).stream().distinct().count();
  }

  @Test
  void thePictureIsExported(@TempDir Path folder) throws IOException {
    LanesGraph lanes = LanesGraph.open(run).maximized();
    Path svg = folder.resolve("run.svg");
    lanes.export("SVG");
    FileChooser.saveAs(svg);
    Ui.await("the SVG to be written", () -> svg.toFile().length() > 0);
    assertTrue(Files.readString(svg).contains("<svg"));
    assertTrue(Files.readString(svg).contains(failed.getFirst().subject().replace("fleet/", "")));
    Path png = folder.resolve("run.png");
    lanes.export("PNG");
    FileChooser.saveAs(png);
    Ui.await("the PNG to be written", () -> png.toFile().length() > 0);
    assertTrue(ImageIO.read(png.toFile()).getHeight() > MACHINES * 10);
  }

  @Test
  void whatMayBeDoneDependsOnTheState() {
    LanesGraph lanes = LanesGraph.open(run).maximized();
    String wrong = failed.getFirst().subject();
    lanes.click(wrong);
    assertEquals(List.of(true, false, false, false), offered(lanes));
    lanes.click(succeeded());
    assertEquals(List.of(false, false, false, false), offered(lanes));
  }

  private static String succeeded() {
    return estate.snapshot(run).servicings().stream().filter(one -> one.state().equals("SUCCEEDED"))
        .findFirst().orElseThrow().subject();
  }

  private static List<Boolean> offered(LanesGraph lanes) {
    return List.of("Retry", "Skip Step", "Approve", "Cancel").stream().map(lanes.graph().contextMenu()::has).toList();
  }

  @Test
  void theScriptOfAFinishedStepIsShown() {
    LanesGraph lanes = LanesGraph.open(run).maximized();
    lanes.graph().click(lanes.step(failed.getFirst().subject(), "Scan"));
    lanes.graph().contextMenu().click("View Script");
    ShellBot script = ShellBot.titled("View Script");
    Text commands = script.named(Text.class, "Script");
    Ui.await("commands", () -> !commands.getText().isBlank());
    script.button("Close").click();
    script.awaitClosed();
  }
}
