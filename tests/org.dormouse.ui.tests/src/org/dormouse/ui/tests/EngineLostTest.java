package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.dormouse.api.EngineApi;
import org.dormouse.api.RunsApi;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.LinkState;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.tests.driver.Contrast;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.LanesGraph;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.Test;

/** The engine is a process of its own. One killed while the window is open: that says so, and comes back by itself. */
@UiTest
class EngineLostTest {
  private static final Duration BACK = Duration.ofSeconds(60);
  private static final int MACHINES = 6;
  private static final int TRIES = 3;

  @Test
  @Pictured
  void aKilledEngineIsStartedAgainAndTheWindowConnects() {
    EngineLink link = connected();
    long first = pid();
    double contrast = contrastWhileItIsLost(link);
    assertTrue(contrast >= Contrast.OF_TEXT, "the words of an error: " + contrast);
    Ui.await("the engine to be back", BACK, () -> link.state() instanceof LinkState.Connected);
    assertNotEquals(first, pid());
  }

  /** Kills it once more where the next one was there before the picture was. */
  private static double contrastWhileItIsLost(EngineLink link) {
    for (int i = 0; i < TRIES; i++) {
      kill(link, pid());
      CLabel said = Workbench.shell().widget(CLabel.class, "what is said of it", EngineLostTest::saysThatItIsLost);
      double contrast = Screenshots.contrastOfWords(said);
      Screenshots.take("engine-lost");
      if (Ui.get(() -> saysThatItIsLost(said))) {
        return contrast;
      }
      connected();
    }
    throw new AssertionError("the next engine was always there before the picture was taken");
  }

  private static boolean saysThatItIsLost(CLabel label) {
    return String.valueOf(label.getText()).startsWith("No engine since");
  }

  @Test
  void aRunThatIsWatchedIsCaughtUpWithoutAGap() {
    EngineLink link = connected();
    String run;
    try (Estate estate = Estate.connect()) {
      estate.clear().fleet(MACHINES, Map.of("level", Estate.freshLevel(), "installSeconds", "3"));
      run = estate.run("nightly");
    }
    LanesGraph lanes = LanesGraph.open(run).maximized();
    kill(link, pid());
    Ui.await("the engine to be back", BACK, () -> link.state() instanceof LinkState.Connected);
    try (Estate estate = Estate.connect()) {
      estate.awaitEnd(run);
      Map<String, String> states = new TreeMap<>();
      RunsApi.RunSnapshot now = estate.snapshot(run);
      now.servicings().forEach(one -> states.put(one.subject(), StateStyle.ofServicing(one.state()).word()));
      lanes.graph().partsOf("LaneEditPart");
      TableDriver table = lanes.editor().showPage("Table").table("Virtual machines of the run").awaitRows(MACHINES);
      Ui.await("the table to say what the engine says: " + states, BACK, () -> shown(table).equals(states));
      lanes.editor().showPage("Lanes");
      for (RunsApi.Servicing one : now.servicings()) {
        Ui.await("all steps of " + one.subject(), () -> lanes.steps(one.subject()) == steps(now, one));
      }
      estate.clear();
    }
  }

  @Test
  void theEngineStandsBehindTheWindow() throws IOException {
    connected();
    int own = niceness(ProcessHandle.current().pid());
    assertEquals(Math.min(19, own + 5), niceness(pid()));
  }

  /** Field 19 of what follows the name, which is counted from 3; proc_pid_stat(5). */
  private static int niceness(long pid) throws IOException {
    String line = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"), StandardCharsets.ISO_8859_1);
    return Integer.parseInt(line.substring(line.lastIndexOf(')') + 2).split(" ")[16]);
  }

  private static EngineLink connected() {
    EngineLink link = Ui.get(() -> PlatformUI.getWorkbench().getService(EngineLink.class));
    Ui.await("the engine to be connected", BACK, () -> link.state() instanceof LinkState.Connected);
    return link;
  }

  private static void kill(EngineLink link, long engine) {
    ProcessHandle.of(engine).orElseThrow().destroyForcibly();
    Ui.await("the window to notice", () -> !(link.state() instanceof LinkState.Connected));
  }

  private static long pid() {
    try (Estate other = Estate.connect()) {
      return other.ask(EngineApi::status).pid();
    }
  }

  private static Map<String, String> shown(TableDriver table) {
    Map<String, String> shown = new TreeMap<>();
    for (int row = 0; row < table.rows(); row++) {
      shown.put(table.cell(row, "Virtual machine"), table.cell(row, "State"));
    }
    return shown;
  }

  /** How many steps the engine knows of it, attempts of one step counted once. */
  private static long steps(RunsApi.RunSnapshot run, RunsApi.Servicing servicing) {
    return run.steps().stream().filter(step -> step.servicingId().equals(servicing.id()))
        .map(RunsApi.Step::ordinal).distinct().count();
  }
}
