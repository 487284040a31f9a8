package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.dormouse.api.RunsApi;
import org.dormouse.ui.style.Words;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.RunsPage;
import org.eclipse.core.runtime.jobs.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of a run while it goes on: how its machines stand, how long it takes, what its cancelling leaves. */
@UiTest
class RunProgressTest {
  private static final int MACHINES = 12;
  private static final int AT_A_TIME = 2;
  private static final String PROGRESS_VIEW = "org.eclipse.ui.views.ProgressView";

  private Estate estate;
  private String run;

  /** Two machines are awake and stay so for longer than the test lasts; ten wait for them. */
  @BeforeEach
  void aRunThatKeepsItsHostBusy() {
    estate = Estate.connect().clear().fleet(MACHINES, Map.of("level", Estate.freshLevel(), "installSeconds", "600"));
    estate.put("host", "grid", Map.of("type", "simulated", "concurrentVms", (long) AT_A_TIME,
        "settings", Map.of("bootSeconds", "0.2", "shutdownSeconds", "0.2", "exportSeconds", "0.2")));
    run = estate.run("nightly");
    estate.await("two machines are updated", () -> estate.snapshot(run).steps().stream()
        .filter(step -> step.kind().equals("install") && step.state().equals("RUNNING")).count() == AT_A_TIME);
  }

  @AfterEach
  void leave() {
    estate.clear().close();
  }

  private boolean isGoingOn() {
    return List.of("RUNNING").contains(estate.ofRun(run).state());
  }

  @Test
  @Pictured
  void theHeadTellsWhatWaitsForAHostFromWhatRuns() {
    PartBot editor = RunsPage.open().openRun(run);
    String head = editor.label("2 running, 10 waiting");
    assertTrue(head.contains(" · for "), head);
    editor.showPage("Table").table("Virtual machines of the run").awaitRows(MACHINES);
    Screenshots.take("run-waiting");
  }

  @Test
  void cancellingSaysWhatItLeavesAndDoesNothingUntilItIsAgreed() {
    PartBot editor = RunsPage.open().openRun(run);
    editor.label("2 running, 10 waiting");
    editor.toolItem("Cancel").click();
    ShellBot question = ShellBot.titled("Cancel Run");
    question.label("10 virtual machines wait and are not serviced");
    question.label("stored images stay as they were");
    Screenshots.take("cancel-run");
    question.button("No").click();
    question.awaitClosed();
    assertTrue(isGoingOn());
    editor.toolItem("Cancel").click();
    question = ShellBot.titled("Cancel Run");
    question.button("Yes").click();
    question.awaitClosed();
    assertEquals(Map.of("CANCELLED", MACHINES), estate.awaitEnd(run).counts());
  }

  @Test
  @Pictured
  void theProgressViewHasAnEntryWhoseCancelOnlyAsks() {
    RunsPage.open().table().find(Words.run(run));
    PartBot progress = Workbench.view(PROGRESS_VIEW);
    progress.label("Job nightly: run ");
    progress.link("2 running, 10 waiting");
    Screenshots.take("run-progress");
    progress.toolItem("Cancel Operation").click();
    ShellBot question = ShellBot.titled("Cancel Run");
    question.button("No").click();
    question.awaitClosed();
    assertTrue(isGoingOn());
    progress.label("Job nightly: run ");
    estate.clear();
    Ui.await("no entry of a run to be left", () -> List.of(Job.getJobManager().find(null)).stream()
        .noneMatch(job -> job.getName().startsWith("Job nightly: run ")));
  }

  /** What the machines took in an earlier run is what this one is expected to take. */
  @Test
  void theEntryOfARunInTheProgressViewSaysHowMuchLongerItTakes() {
    estate.ask(engine -> engine.cancel(new RunsApi.ServicingRef(run, "")));
    estate.awaitEnd(run);
    service("0.1");
    estate.awaitEnd(estate.run("nightly"));
    service("60");
    run = estate.run("nightly");
    PartBot progress = Workbench.view(PROGRESS_VIEW);
    progress.label("Job nightly: run ");
    progress.link(" left: ");
    Screenshots.take("run-progress-eta");
  }

  private void service(String installSeconds) {
    estate.put("service", "updates", Map.of("type", "simulated", "settings", Map.of("level", Estate.freshLevel(),
        "scanSeconds", "0.2", "installSeconds", installSeconds, "verifySeconds", "0.2")));
  }
}
