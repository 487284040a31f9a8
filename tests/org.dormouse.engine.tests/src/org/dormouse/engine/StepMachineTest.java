package org.dormouse.engine;

import static org.dormouse.engine.Bench.ONCE;
import static org.dormouse.engine.Bench.POLICY;
import static org.dormouse.engine.Bench.allSteps;
import static org.dormouse.engine.Bench.release;
import static org.dormouse.engine.Bench.step;
import static org.dormouse.engine.Bench.steps;
import static org.dormouse.engine.Script.DONE;
import static org.dormouse.engine.Script.running;
import static org.dormouse.engine.Script.trouble;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.dormouse.engine.PlannedStep.Alternative;
import org.dormouse.engine.PlannedStep.Hold;
import org.dormouse.engine.StepPolicy.Recovery;
import org.dormouse.engine.internal.Transition;
import org.junit.jupiter.api.Test;

/** What steps go through, row by row of the table. */
class StepMachineTest {

  private final Bench bench = new Bench();
  private final Script script = bench.script;

  Set<Transition> taken() {
    return bench.taken;
  }

  private static StepPolicy policy(Recovery recovery, boolean skippable) {
    return new StepPolicy(Duration.ofMinutes(10), 3, Duration.ofSeconds(10), Duration.ofMinutes(1), recovery,
        skippable);
  }

  private void submit(List<PlannedStep> steps) {
    bench.boot();
    bench.submit(steps);
    bench.stepper.settle();
  }

  private static PlannedStep releasing(StepPolicy policy) {
    return new PlannedStep("release", policy, List.of(), Hold.STEP, true);
  }

  private void assertEnded(ServicingState state) {
    assertEquals(state, bench.servicingState());
    assertEquals(RunState.ENDED, bench.snapshot().run().state());
    assertTrue(bench.stepper.runs().leases().isEmpty());
  }

  @Test
  void aServicingGoesThroughItsStepsInOrder() {
    submit(allSteps());
    assertEnded(ServicingState.SUCCEEDED);
    assertEquals(List.of("start claim vm1", "start deploy vm1", "start install vm1", "start store vm1",
        "start release vm1"), script.calls);
  }

  @Test
  void stepsOfOneFamilyAreDoneByOneHandler() {
    script.start("install:after:check", new Outcome.NeedsOperator("Go on?", Duration.ofHours(1), Decision.FAIL));
    submit(List.of(step("install:before:prepare", POLICY), step("install", POLICY),
        step("install:after:check", POLICY), release()));
    bench.decide("install:after:check", Decision.APPROVE);
    bench.stepper.settle();
    assertEnded(ServicingState.SUCCEEDED);
    assertEquals(List.of("start install:before:prepare vm1", "start install vm1", "start install:after:check vm1",
        "start release vm1"), script.calls);
  }

  @Test
  void whatRunsIsPolledWithItsTicketUntilItIsDone() {
    script.start("install", running("t1")).poll("install", running("t1"), running("t2"), DONE);
    submit(steps(POLICY));
    assertEquals(StepState.RUNNING, bench.step("install").state());
    bench.stepper.advance(Duration.ofSeconds(15));
    assertEnded(ServicingState.SUCCEEDED);
    assertEquals(3, script.count("poll install"));
  }

  @Test
  void nothingPendingSkipsTheRestButTheRelease() {
    script.start("deploy", new Outcome.NothingPending("none"));
    submit(allSteps());
    assertEnded(ServicingState.UP_TO_DATE);
    assertEquals(List.of("claim SUCCEEDED", "deploy SUCCEEDED", "install SKIPPED", "store SKIPPED",
        "release SUCCEEDED"), bench.states());
  }

  @Test
  void nothingPendingMayBeFoundWhilePolling() {
    script.start("install", running("t")).poll("install", new Outcome.NothingPending("none"));
    submit(steps(POLICY));
    bench.stepper.advance(Duration.ofSeconds(5));
    assertEnded(ServicingState.UP_TO_DATE);
  }

  @Test
  void aFailureSkipsTheRestButTheRelease() {
    script.start("deploy", new Outcome.Failed(trouble("no-space")));
    submit(allSteps());
    assertEnded(ServicingState.FAILED);
    assertEquals("no-space", bench.servicing().trouble().orElseThrow().code());
    assertEquals(1, script.count("start release"));
    assertEquals("no-space", script.contexts.getLast().servicingTrouble().orElseThrow().code());
  }

  @Test
  void aFailureMayBeFoundWhilePolling() {
    script.start("install", running("t")).poll("install", new Outcome.Failed(trouble("broken")));
    submit(steps(POLICY));
    bench.stepper.advance(Duration.ofSeconds(5));
    assertEnded(ServicingState.FAILED);
  }

  @Test
  void aRetryIsANewAttemptAfterItsBackOff() {
    script.start("install", new Outcome.Retry(trouble("busy"), Duration.ZERO),
        new Outcome.Retry(trouble("busy"), Duration.ofMinutes(5)));
    submit(steps(POLICY));
    assertEquals(List.of("install FAILED", "release PENDING", "install READY"), bench.states());
    bench.stepper.advance(Duration.ofSeconds(9));
    assertEquals(1, script.count("start install"));
    bench.stepper.advance(Duration.ofSeconds(1));
    assertEquals(2, script.count("start install"));
    bench.stepper.advance(Duration.ofMinutes(5));
    assertEnded(ServicingState.SUCCEEDED);
    assertEquals(3, bench.step("install").attempt());
  }

  @Test
  void theBackOffDoublesUpToItsLimit() {
    StepPolicy policy = new StepPolicy(Duration.ofMinutes(10), 5, Duration.ofSeconds(10), Duration.ofSeconds(30),
        new Recovery.Repeat(), false);
    Outcome retry = new Outcome.Retry(trouble("busy"), Duration.ZERO);
    script.start("install", retry, retry, retry, retry);
    submit(steps(policy));
    for (int seconds : List.of(10, 20, 30, 30)) {
      long before = script.count("start install");
      bench.stepper.advance(Duration.ofSeconds(seconds - 1));
      assertEquals(before, script.count("start install"));
      bench.stepper.advance(Duration.ofSeconds(1));
      assertEquals(before + 1, script.count("start install"));
    }
    assertEnded(ServicingState.SUCCEEDED);
  }

  @Test
  void whenTheAttemptsAreSpentTheStepHasFailed() {
    Outcome retry = new Outcome.Retry(trouble("busy"), Duration.ZERO);
    script.start("install", running("t"), retry, retry).poll("install", retry);
    submit(steps(POLICY));
    bench.stepper.advance(Duration.ofHours(1));
    assertEnded(ServicingState.FAILED);
    assertEquals(3, script.count("start install"));
    assertEquals("busy", bench.servicing().trouble().orElseThrow().code());
  }

  @Test
  void aStepThatIsNotOverInTimeIsStoppedAndTriedAgain() {
    script.start("install", new Outcome.Running("t", "waits for a lock", -1, Duration.ofHours(1)));
    submit(steps(POLICY));
    bench.stepper.advance(Duration.ofMinutes(10));
    assertEquals(1, script.count("stop install"));
    bench.stepper.advance(Duration.ofSeconds(10));
    assertEnded(ServicingState.SUCCEEDED);
    assertTrue(bench.journal().contains("step-timed-out: Step install of library/vm1 was not over after 10m; last"
        + " seen: waits for a lock"), bench.journal());
  }

  @Test
  void aStepThatIsNotOverInTimeHasFailedWhenNoAttemptIsLeft() {
    script.start("install", running("t"));
    for (int i = 0; i < 200; i++) {
      script.poll("install", running("t"));
    }
    submit(steps(ONCE));
    bench.stepper.advance(Duration.ofMinutes(10));
    assertEnded(ServicingState.FAILED);
    assertEquals("step-timed-out", bench.servicing().trouble().orElseThrow().code());
    assertEquals(1, script.count("stop install"));
  }

  @Test
  void aHandlerThatThrowsFailsItsStepByName() {
    script.start("install", context -> {
      throw new StackOverflowError("too deep");
    });
    submit(steps(POLICY));
    assertEnded(ServicingState.FAILED);
    StepTrouble trouble = bench.servicing().trouble().orElseThrow();
    assertEquals("handler-failed", trouble.code());
    assertTrue(trouble.message().contains("java.lang.StackOverflowError: too deep"), trouble.message());
  }

  @Test
  void startingOverReleasesTheOldLifeAndBeginsANewOne() {
    script.start("install", running("t"), new Outcome.StartOver("deploy", trouble("guest-died")))
        .poll("install", new Outcome.StartOver("deploy", trouble("guest-died")));
    submit(allSteps());
    bench.stepper.advance(Duration.ofSeconds(5));
    assertEquals(List.of("start claim vm1", "start deploy vm1", "start install vm1", "poll install vm1",
        "start release vm1", "start deploy vm1", "start install vm1", "start release vm1"), script.calls);
    assertEquals("0a1b2c3d-r1-s1-l1", script.contexts.get(4).servicingKey());
    assertEquals("deploy", script.contexts.get(4).startingOverFrom().orElseThrow());
    assertEquals("0a1b2c3d-r1-s1-l2", script.contexts.get(5).servicingKey());
    assertTrue(script.contexts.getLast().startingOverFrom().isEmpty());
    assertEnded(ServicingState.FAILED);
  }

  @Test
  void aStartMaySayThatTheServicingHasToStartOver() {
    script.start("install", new Outcome.StartOver("deploy", trouble("guest-died")));
    submit(allSteps());
    assertEnded(ServicingState.SUCCEEDED);
    assertEquals(2, script.count("start deploy"));
    assertEquals(1, script.count("start claim"));
    assertEquals(2, script.count("start release"));
  }

  @Test
  void aQuestionWaitsForAPersonAndApprovalGoesOn() {
    script.start("install", new Outcome.NeedsOperator("Go on?", Duration.ofHours(1), Decision.FAIL));
    submit(steps(POLICY));
    assertEquals(ServicingState.NEEDS_OPERATOR, bench.servicingState());
    assertEquals("Go on?", bench.step("install").detail());
    bench.stepper.advance(Duration.ofMinutes(59));
    assertInstanceOf(RunControl.Accepted.class, bench.decide("install", Decision.APPROVE));
    bench.stepper.settle();
    assertEnded(ServicingState.SUCCEEDED);
  }

  @Test
  void aQuestionThatNobodyAnswersIsDecidedByDefault() {
    script.start("install", running("t"))
        .poll("install", new Outcome.NeedsOperator("Go on?", Duration.ofHours(1), Decision.FAIL));
    submit(steps(POLICY));
    bench.stepper.advance(Duration.ofHours(2));
    assertEnded(ServicingState.FAILED);
    assertEquals("not-approved", bench.servicing().trouble().orElseThrow().code());
  }

  @Test
  void aQuestionCanBeAnsweredByTryingAgain() {
    script.start("install", new Outcome.NeedsOperator("Again?", Duration.ofHours(1), Decision.FAIL));
    submit(steps(ONCE));
    bench.decide("install", Decision.RETRY);
    bench.stepper.settle();
    assertEnded(ServicingState.SUCCEEDED);
    assertEquals(2, bench.step("install").attempt());
  }

  @Test
  void aStepIsSkippedOnlyWhereThePlanAllowsIt() {
    Outcome question = new Outcome.NeedsOperator("Skip?", Duration.ofHours(1), Decision.FAIL);
    script.start("deploy", question).start("install", question);
    submit(List.of(step("deploy", policy(new Recovery.Repeat(), true)), step("install", POLICY), release()));
    assertInstanceOf(RunControl.Accepted.class, bench.decide("deploy", Decision.SKIP));
    bench.stepper.settle();
    assertEquals("not-skippable",
        assertInstanceOf(RunControl.Refused.class, bench.decide("install", Decision.SKIP)).code());
    bench.decide("install", Decision.FAIL);
    bench.stepper.settle();
    assertEnded(ServicingState.FAILED);
    assertEquals(StepState.SKIPPED, bench.step("deploy").state());
  }

  @Test
  void cancelEndsAStepThatWaitsForAPerson() {
    script.start("install", new Outcome.NeedsOperator("Go on?", Duration.ofHours(1), Decision.FAIL));
    submit(steps(POLICY));
    bench.cancel();
    bench.stepper.settle();
    assertEnded(ServicingState.CANCELLED);
    assertEquals(1, script.count("start release"));
  }

  @Test
  void cancelStopsWhatRunsAndReleasesIt() {
    script.start("install", running("t"));
    submit(allSteps());
    bench.cancel();
    assertEquals(StepState.RUNNING, bench.step("install").state());
    bench.stepper.settle();
    assertEnded(ServicingState.CANCELLED);
    assertEquals(List.of("stop install vm1", "start release vm1"), script.calls.subList(3, 5));
    assertEquals(StepState.SKIPPED, bench.step("store").state());
  }

  @Test
  void cancelTakesEffectWhenAStartUnderWayComesBack() {
    bench.boot();
    bench.submit(steps(POLICY));
    script.start("install", running("t"));
    bench.cancel();
    assertEquals(StepState.STARTING, bench.step("install").state());
    bench.stepper.settle();
    assertEnded(ServicingState.CANCELLED);
    assertEquals(1, script.count("stop install"));
  }

  @Test
  void aHandlerThatNoticesTheCancelMaySaySo() {
    bench.boot();
    bench.submit(steps(POLICY));
    script.start("install", context -> context.cancelRequested() ? new Outcome.Cancelled() : DONE);
    bench.cancel();
    bench.stepper.settle();
    assertEnded(ServicingState.CANCELLED);
    assertEquals(0, script.count("stop install"));
  }

  @Test
  void cancelLetsAStepThatIsDoneAnywayCountButBeginsNoFurtherOne() {
    bench.boot();
    bench.submit(allSteps());
    bench.cancel();
    bench.stepper.settle();
    assertEnded(ServicingState.CANCELLED);
    assertEquals(List.of("start claim vm1", "start release vm1"), script.calls);
    assertEquals(StepState.SUCCEEDED, bench.step("claim").state());
  }

  @Test
  void cancelBeforeAnythingBeganHasNothingToRelease() {
    bench.boot();
    bench.submit(Bench.plan(2, List.of(Bench.needing("install", Hold.STEP, Map.of("slot", 1L)), release()),
        Map.of("slot", 1L), FailureBudget.NONE));
    bench.cancel();
    bench.stepper.settle();
    assertEquals(0, script.count("start release vm2"));
    assertEquals(1, script.count("start release vm1"));
    assertEquals(Map.of(ServicingState.CANCELLED, 1, ServicingState.SUCCEEDED, 1), counts());
  }

  private Map<ServicingState, Integer> counts() {
    return bench.snapshot().run().counts();
  }

  @Test
  void aNeedThatCanNeverBeGrantedFailsItsServicingOnly() {
    bench.boot();
    PlannedStep tooMuch = Bench.needing("install", Hold.STEP, Map.of("memory", 100L));
    PlannedServicing big = new PlannedServicing("vm1", "library/vm1", "", List.of(tooMuch, release()));
    PlannedServicing small = new PlannedServicing("vm2", "library/vm2", "", steps(POLICY));
    bench.submit(new Plan("job", "admin", "", List.of(big, small), Map.of("memory", 10L), FailureBudget.NONE));
    bench.stepper.settle();
    assertEquals("needs-exceed-capacity", bench.servicing().trouble().orElseThrow().code());
    assertEquals(Map.of(ServicingState.FAILED, 1, ServicingState.SUCCEEDED, 1), counts());
  }

  @Test
  void whatIsFreeNowIsBesideWhatServicingsHold() {
    bench.boot();
    PlannedStep needs = Bench.needing("install", Hold.STEP, Map.of("room", 6L));
    bench.submit(new Plan("job", "admin", "", List.of(new PlannedServicing("vm1", "library/vm1", "", List.of(needs,
        release())), new PlannedServicing("vm2", "library/vm2", "", List.of(needs, release()))), Map.of(),
        Map.of("room", 10L), FailureBudget.NONE));
    // while the first holds 6, another run finds 4 free: nothing of the second has become impossible by that
    bench.submit(new Plan("other", "admin", "", List.of(new PlannedServicing("vm3", "library/vm3", "", steps(POLICY))),
        Map.of(), Map.of("room", 4L), FailureBudget.NONE));
    bench.stepper.settle();
    assertEquals(Map.of(ServicingState.SUCCEEDED, 2), bench.stepper.runs().snapshot("run-1").orElseThrow().run()
        .counts());
  }

  @Test
  void aReleaseIsTriedAgainUntilItIsDone() {
    script.start("release", new Outcome.Failed(trouble("stuck")), running("r")).poll("release", DONE);
    submit(steps(POLICY));
    bench.stepper.advance(Duration.ofMinutes(1));
    assertEnded(ServicingState.SUCCEEDED);
    assertEquals(2, bench.step("release").attempt());
  }

  @Test
  void aReleaseWithoutAttemptsLeftIsOwedWhileTheRunEndsAndTheSweepFinishesIt() {
    Outcome stuck = new Outcome.Failed(trouble("stuck"));
    script.start("release", stuck, stuck, stuck, stuck, running("r1"), running("r2")).poll("release", stuck, DONE);
    submit(List.of(Bench.needing("deploy", Hold.SERVICING, Map.of("slot", 1L)), release()), 1);
    bench.stepper.advance(Duration.ofMinutes(1));
    assertEquals(StepState.CLEANUP_OWED, bench.step("release").state());
    assertEquals(RunState.ENDED, bench.snapshot().run().state());
    assertEquals("cleanup-owed", bench.servicing().trouble().orElseThrow().code());
    assertEquals(1, bench.stepper.runs().leases().size());
    bench.stepper.advance(Duration.ofMinutes(40));
    assertEnded(ServicingState.SUCCEEDED);
    assertTrue(bench.servicing().trouble().isEmpty());
    assertEquals(StepState.SUCCEEDED, bench.step("release").state());
    assertTrue(bench.stepper.activity().idle());
  }

  private void submit(List<PlannedStep> steps, long slots) {
    bench.boot();
    bench.submit(Bench.plan(1, steps, Map.of("slot", slots), FailureBudget.NONE));
    bench.stepper.settle();
  }

  @Test
  void aReleaseThatRunsMayFailForGood() {
    script.start("release", running("r")).poll("release", new Outcome.Failed(trouble("stuck")));
    submit(List.of(step("install", POLICY), releasing(ONCE)));
    bench.stepper.advance(Duration.ofSeconds(5));
    assertEquals(StepState.CLEANUP_OWED, bench.step("release").state());
    bench.stepper.advance(Duration.ofMinutes(10));
    assertEnded(ServicingState.SUCCEEDED);
  }

  @Test
  void aPersonMaySayThatWhatIsOwedIsDone() {
    script.start("release", new Outcome.Failed(trouble("stuck")));
    submit(List.of(step("install", POLICY), releasing(new StepPolicy(Duration.ofMinutes(1), 1, Duration.ZERO,
        Duration.ZERO, new Recovery.Repeat(), true))));
    assertInstanceOf(RunControl.Accepted.class, bench.decide("release", Decision.SKIP));
    bench.stepper.settle();
    assertEnded(ServicingState.SUCCEEDED);
    assertEquals(StepState.SKIPPED, bench.step("release").state());
  }

  @Test
  void aReleaseThatAsksAndIsRefusedIsOwed() {
    script.start("release", new Outcome.NeedsOperator("Really?", Duration.ofHours(1), Decision.FAIL));
    submit(steps(POLICY));
    bench.stepper.advance(Duration.ofHours(1));
    assertEquals(StepState.CLEANUP_OWED, bench.step("release").state());
  }

  @Test
  void aReleaseWhoseHandlerIsGoneIsOwed() {
    Bench without = new Bench(new Script("install"));
    without.boot();
    without.submit(steps(POLICY));
    without.stepper.settle();
    assertEquals(StepState.CLEANUP_OWED, without.step("release").state());
    bench.taken.addAll(without.taken);
  }

  @Test
  void aReleaseThatNeedsWhatThereIsNotIsOwed() {
    bench.boot();
    bench.submit(List.of(step("install", POLICY), new PlannedStep("release", POLICY,
        List.of(new Alternative("host", Map.of("slot", 5L))), Hold.STEP, true)));
    bench.stepper.settle();
    assertEquals(StepState.CLEANUP_OWED, bench.step("release").state());
  }

  @Test
  void aStartThatTheEngineDidNotSurviveIsRepeatedWhereItMayBe() {
    bench.boot();
    bench.submit(steps(POLICY));
    bench.boot();
    bench.stepper.settle();
    assertEnded(ServicingState.SUCCEEDED);
    assertEquals(List.of("find install vm1", "start install vm1", "start release vm1"), script.calls);
    assertEquals(1, bench.step("install").attempt());
  }

  @Test
  void aStartThatTheEngineDidNotSurviveIsAskedAboutWhereItMayNotBeRepeated() {
    bench.boot();
    bench.submit(steps(policy(new Recovery.Ask(Duration.ofHours(1)), false)));
    bench.boot();
    bench.stepper.settle();
    assertEquals(ServicingState.NEEDS_OPERATOR, bench.servicingState());
    assertEquals(0, script.count("start install"));
    bench.stepper.advance(Duration.ofHours(1));
    assertEnded(ServicingState.FAILED);
  }
}
