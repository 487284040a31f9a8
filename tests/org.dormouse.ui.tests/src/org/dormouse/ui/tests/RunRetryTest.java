package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import org.dormouse.ui.style.Words;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.RunsPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All that failed in a run is serviced again. */
@UiTest
class RunRetryTest {
  private static final int MACHINES = 4;

  private Estate estate;
  private String run;

  @BeforeEach
  void aRunInWhichEveryInstallationFailsOnce() {
    String level = Estate.freshLevel();
    estate = Estate.connect().clear().fleet(MACHINES, Map.of("level", level));
    // how often something failed is counted by the name of the service
    String service = "updates-" + level;
    estate.put("service", service, Map.of("type", "simulated", "settings", Map.of("level", level,
        "scanSeconds", "0.2", "installSeconds", "0.5", "verifySeconds", "0.2", "faults", "install-fails:all:1")));
    estate.put("job", "nightly", Map.of("virtualMachines", List.of("fleet/*"), "updateService", service));
    run = estate.run("nightly");
    assertEquals(Map.of("FAILED", MACHINES), estate.awaitEnd(run).counts());
  }

  @AfterEach
  void leave() {
    estate.clear().close();
  }

  private void awaitSucceeded() {
    estate.await("all have succeeded", () -> estate.ofRun(run).counts().equals(Map.of("SUCCEEDED", MACHINES))
        && estate.ofRun(run).ended().isPresent());
  }

  @Test
  void fromTheListOfRuns() {
    TableDriver runs = RunsPage.open().awaitState(run, "Failed").table();
    runs.select(runs.find(Words.run(run))).contextMenu().click("Retry Failed");
    awaitSucceeded();
    RunsPage again = RunsPage.open().awaitState(run, "Succeeded");
    assertFalse(again.table().contextMenu().isEnabled("Retry Failed"), "nothing failed any more");
    Ui.await("the menu to offer it no more", () -> !Workbench.menu().isEnabled("Run", "Retry"));
  }

  @Test
  void aboveTheRun() {
    PartBot editor = RunsPage.open().openRun(run);
    editor.label("4 failed");
    Screenshots.take("run-retry");
    editor.toolItem("Retry Failed").click();
    awaitSucceeded();
    editor.label("4 succeeded");
    Ui.await("nothing to be left to try again", () -> !editor.toolItem("Retry Failed").isEnabled());
  }

  @Test
  void byTheCommandWithNothingSelectedInTheRun() {
    RunsPage.open().openRun(run).activate().label("4 failed");
    Workbench.menu().click("Run", "Retry");
    awaitSucceeded();
  }
}
