package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dormouse.api.RunsApi;
import org.dormouse.api.RunsApi.Step;
import org.dormouse.ui.style.Words;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.JobPages;
import org.dormouse.ui.tests.pages.LanesGraph;
import org.dormouse.ui.tests.pages.RunsPage;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run that waits for a person: approved, rejected, cancelled, held, and left when the window is closed. */
@UiTest
class OperatorTest {
  private static final int MACHINES = 3;

  private Estate estate;
  private String run;
  private List<String> machines;

  @BeforeEach
  void aRunInWhichEveryMachineWaitsForApproval() {
    estate = Estate.connect().clear().fleet(MACHINES, Map.of("level", Estate.freshLevel()));
    estate.put("job", "nightly", Map.of("virtualMachines", List.of("fleet/*"), "updateService", "updates",
        "hooks", List.of(Map.of("name", "agree", "kind", "approval", "juncture", "beforeInstall",
            "question", "Is the owner told?", "timeout", 3600L))));
    run = estate.run("nightly");
    estate.await("every machine waits", () -> waiting().size() == MACHINES);
    machines = estate.snapshot(run).servicings().stream().map(RunsApi.Servicing::subject).toList();
  }

  @AfterEach
  void leave() {
    estate.clear().close();
  }

  private List<Step> waiting() {
    return estate.snapshot(run).steps().stream().filter(step -> step.state().equals("NEEDS_OPERATOR")).toList();
  }

  private String stateOf(String machine) {
    return estate.snapshot(run).servicings().stream().filter(one -> one.subject().equals(machine)).findFirst()
        .orElseThrow().state();
  }

  private void awaitState(String machine, String state) {
    estate.await(machine + " is " + state, () -> stateOf(machine).equals(state));
  }

  @Test
  @Pictured
  void oneIsApprovedOneRejectedOneCancelled() {
    LanesGraph lanes = LanesGraph.open(run).maximized().awaitLane(machines.getFirst(), "Needs operator");
    Screenshots.take("run-lanes-approval");
    lanes.click(machines.get(0));
    assertTrue(waiting().getFirst().due().orElseThrow().isAfter(Instant.now()), "it is said until when");
    Text details = lanes.editor().named(Text.class, "Log and data of the step");
    Ui.await("the details to say until when an answer counts", () -> details.getText().contains("(answer until "));
    assertTrue(!lanes.graph().contextMenu().has("Retry"), "what waits for approval is not tried again");
    lanes.act(machines.get(0), "Approve");
    awaitState(machines.get(0), "SUCCEEDED");
    lanes.awaitLane(machines.get(0), "Succeeded").act(machines.get(1), "Reject");
    agree("Reject");
    awaitState(machines.get(1), "FAILED");
    lanes.awaitLane(machines.get(1), "Failed").act(machines.get(2), "Cancel");
    agree("Cancel");
    awaitState(machines.get(2), "CANCELLED");
    lanes.awaitLane(machines.get(2), "Cancelled");
    estate.awaitEnd(run);
    lanes.act(machines.get(1), "Retry");
    estate.await("it is tried again and asks again", () -> !waiting().isEmpty());
  }

  private static void agree(String title) {
    ShellBot question = ShellBot.titled(title);
    question.button("Yes").click();
    question.awaitClosed();
  }

  @Test
  void whileItIsHeldNothingMovesAndThenEverythingIsCaughtUp() {
    LanesGraph lanes = LanesGraph.open(run).maximized().awaitLane(machines.getFirst(), "Needs operator");
    lanes.editor().toolItem("Hold").setSelected(true);
    for (Step step : waiting()) {
      estate.ask(engine -> engine.decide(new RunsApi.Decide(run, step.id(), "APPROVE")));
    }
    estate.awaitEnd(run);
    Ui.settle();
    for (String machine : machines) {
      lanes.awaitLane(machine, "Needs operator");
    }
    lanes.editor().toolItem("Hold").setSelected(false);
    for (String machine : machines) {
      lanes.awaitLane(machine, "Succeeded");
    }
  }

  @Test
  void aTableThatNobodySawIsCaughtUpWhenItIsSeenAgain() {
    LanesGraph lanes = LanesGraph.open(run).awaitLane(machines.getFirst(), "Needs operator");
    TableDriver table = lanes.editor().showPage("Table").table("Virtual machines of the run").awaitRows(MACHINES);
    lanes.editor().showPage("Lanes");
    approve(0);
    lanes.awaitLane(machines.get(0), "Succeeded").editor().showPage("Table");
    awaitShown(table, 0, "Succeeded");
    PartBot inFront = JobPages.open("nightly").editor();
    approve(1);
    Ui.settle();
    inFront.close();
    awaitShown(table, 1, "Succeeded");
    awaitShown(table, 2, "Needs operator");
  }

  private void approve(int machine) {
    String servicing = estate.snapshot(run).servicings().stream()
        .filter(one -> one.subject().equals(machines.get(machine))).findFirst().orElseThrow().id();
    Step asking = waiting().stream().filter(step -> step.servicingId().equals(servicing)).findFirst().orElseThrow();
    estate.ask(engine -> engine.decide(new RunsApi.Decide(run, asking.id(), "APPROVE")));
    awaitState(machines.get(machine), "SUCCEEDED");
  }

  private void awaitShown(TableDriver table, int machine, String state) {
    Ui.await("the row of " + machines.get(machine) + " to say " + state,
        () -> table.cell(table.find(machines.get(machine)), "State").equals(state));
  }

  @Test
  void closingTheWindowAsksOnceAndLeavesTheRunGoing() {
    RunsPage.open().table().find(Words.run(run));
    Ui.start(() -> Workbench.window().getWorkbench().close());
    ShellBot question = ShellBot.titled("Close the Window");
    question.label("The engine goes on without the window");
    Screenshots.take("close-during-run");
    question.button("Cancel").click();
    question.awaitClosed();
    assertTrue(!ShellBot.isOpen("Close the Window"), "asked twice");
    assertEquals(1, Ui.get(() -> Workbench.window().getWorkbench().getWorkbenchWindowCount()));
    assertTrue(estate.ofRun(run).ended().isEmpty());
  }
}
