package org.dormouse.engine;

import static org.dormouse.engine.Bench.POLICY;
import static org.dormouse.engine.Bench.allSteps;
import static org.dormouse.engine.Bench.needing;
import static org.dormouse.engine.Bench.plan;
import static org.dormouse.engine.Bench.release;
import static org.dormouse.engine.Bench.steps;
import static org.dormouse.engine.Script.running;
import static org.dormouse.engine.Script.trouble;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.dormouse.engine.PlannedStep.Hold;
import org.dormouse.engine.RunControl.Accepted;
import org.dormouse.engine.RunControl.Answer;
import org.dormouse.engine.RunControl.Refused;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people can do to runs. */
class VerbsTest {

  private final Bench bench = new Bench();
  private final Script script = bench.script;
  private RunControl control;

  @BeforeEach
  void boot() {
    control = bench.boot().control();
  }

  private static void assertRefused(String code, Answer answer) {
    assertEquals(code, assertInstanceOf(Refused.class, answer).code());
  }

  private Map<ServicingState, Integer> counts() {
    return bench.snapshot().run().counts();
  }

  @Test
  void runsAreNumbered() {
    assertEquals(new Accepted("run-1"), control.submit(plan(1, allSteps())));
    assertEquals(new Accepted("run-2"), control.submit(plan(1, allSteps())));
    bench.stepper.settle();
    assertEquals(List.of("run-2", "run-1"), bench.stepper.runs().list(10).stream().map(RunView::id).toList());
    control = bench.boot().control();
    assertEquals(new Accepted("run-3"), control.submit(plan(1, allSteps())));
  }

  @Test
  void anEmptyPlanHasEndedAtOnce() {
    assertEquals(new Accepted("run-1"), control.submit(plan(0, allSteps())));
    assertEquals(RunState.ENDED, bench.snapshot().run().state());
  }

  @Test
  void aPlanThatCannotBeRunIsRefusedWithTheReason() {
    PlannedStep install = PlannedStep.of("install", POLICY);
    assertRefused("bad-plan", control.submit(plan(1, List.of(install))));
    assertRefused("bad-plan", control.submit(plan(1, List.of())));
    assertRefused("bad-plan", control.submit(plan(1, List.of(install, install, release()))));
    assertRefused("bad-plan", control.submit(plan(1, List.of(PlannedStep.of("install", new StepPolicy(
        Duration.ofMinutes(1), 1, Duration.ZERO, Duration.ZERO, new StepPolicy.Recovery.RestartFrom("deploy"), false)),
        release()))));
    assertRefused("bad-plan", control.submit(plan(1, steps(StepPolicy.once(Duration.ofSeconds(Long.MAX_VALUE))))));
    assertRefused("bad-plan", control.submit(plan(1, List.of(needing("install", Hold.STEP, Map.of("slot", -1L)),
        release()))));
    PlannedServicing twin = new PlannedServicing("vm1", "a", "", allSteps());
    assertRefused("bad-plan", control.submit(new Plan("j", "a", "", List.of(twin, twin), Map.of(),
        FailureBudget.NONE)));
    assertRefused("bad-plan", control.submit(new Plan("j", "a", "", List.of(new PlannedServicing("vm 1", "a", "",
        allSteps())), Map.of(), FailureBudget.NONE)));
    assertEquals(List.of(), bench.stepper.runs().list(10));
  }

  @Test
  void whatIsUnknownIsRefusedByEveryVerb() {
    for (String run : List.of("run-7", "run-x", "", "run-99999999999999999999")) {
      assertRefused("unknown-run", control.pause(run, "admin"));
      assertRefused("unknown-run", control.resume(run, "admin"));
      assertRefused("unknown-run", control.cancel(run, Optional.empty(), "admin"));
      assertRefused("unknown-run", control.retry(run, "vm1", "admin"));
    }
    bench.submit(allSteps());
    assertRefused("unknown-servicing", control.cancel("run-1", Optional.of("vm9"), "admin"));
    assertRefused("unknown-servicing", control.retry("run-1", "vm9", "admin"));
    assertRefused("unknown-step", control.decide("run-1", 99, Decision.RETRY, "admin"));
    assertRefused("not-waiting", control.decide("run-1", bench.step("claim").id(), Decision.APPROVE, "admin"));
    long first = bench.step("claim").id();
    bench.submit(allSteps());
    assertRefused("unknown-step", control.decide("run-2", first, Decision.APPROVE, "admin"));
  }

  @Test
  void aVerbThatDoesNotFitTheStateIsRefused() {
    bench.submit(allSteps());
    assertRefused("not-paused", control.resume("run-1", "admin"));
    assertRefused("not-failed", control.retry("run-1", "vm1", "admin"));
    bench.stepper.settle();
    assertRefused("not-running", control.pause("run-1", "admin"));
    assertRefused("already-ended", control.cancel("run-1", Optional.empty(), "admin"));
    assertRefused("already-ended", control.cancel("run-1", Optional.of("vm1"), "admin"));
    assertRefused("not-failed", control.retry("run-1", "vm1", "admin"));
  }

  @Test
  void aPausedRunBeginsNothingNewAndEndsWhatIsUnderWay() {
    bench.submit(plan(3, List.of(needing("deploy", Hold.SERVICING, Map.of("slot", 1L)),
        PlannedStep.of("install", POLICY), release()), Map.of("slot", 1L), FailureBudget.NONE));
    control.pause("run-1", "admin");
    bench.stepper.settle();
    assertEquals(Map.of(ServicingState.SUCCEEDED, 1, ServicingState.WAITING, 2), counts());
    assertEquals(RunState.PAUSED, bench.snapshot().run().state());
    control.resume("run-1", "admin");
    bench.stepper.settle();
    assertEquals(Map.of(ServicingState.SUCCEEDED, 3), counts());
  }

  @Test
  void pausingOneRunDoesNotHoldUpAnother() {
    Plan plan = plan(1, List.of(needing("deploy", Hold.SERVICING, Map.of("slot", 1L)), release()),
        Map.of("slot", 1L), FailureBudget.NONE);
    script.start("deploy", running("t"));
    bench.submit(plan);
    bench.submit(plan);
    bench.stepper.settle();
    control.pause("run-2", "admin");
    bench.submit(plan);
    bench.stepper.advance(Duration.ofSeconds(5));
    assertEquals(RunState.ENDED, bench.stepper.runs().run("run-3").orElseThrow().state());
    assertEquals(RunState.PAUSED, bench.stepper.runs().run("run-2").orElseThrow().state());
  }

  @Test
  void cancellingOneServicingLeavesTheOthers() {
    bench.submit(plan(3, steps(POLICY)));
    control.cancel("run-1", Optional.of("vm2"), "admin");
    script.start("install", running("t"), running("t"), running("t"));
    bench.stepper.settle();
    assertEquals(List.of("stop install vm2", "start release vm2"), script.calls.subList(3, 5));
    bench.stepper.advance(Duration.ofSeconds(5));
    assertEquals(Map.of(ServicingState.SUCCEEDED, 2, ServicingState.CANCELLED, 1), counts());
  }

  @Test
  void aFailedServicingIsTriedAgainFromItsFirstStepEvenIfItsRunHasEndedLongAgo() {
    script.start("install", new Outcome.Failed(trouble("broken")));
    bench.submit(allSteps());
    bench.stepper.settle();
    assertEquals(RunState.ENDED, bench.snapshot().run().state());
    control = bench.boot().control();
    assertEquals(new Accepted("vm1"), control.retry("run-1", "vm1", "admin"));
    assertEquals(RunState.RUNNING, bench.snapshot().run().state());
    bench.stepper.settle();
    assertEquals(ServicingState.SUCCEEDED, bench.servicingState());
    assertTrue(bench.servicing().trouble().isEmpty());
    assertEquals(2, script.count("start claim"));
    assertEquals("0a1b2c3d-r1-s1-l2", script.contexts.getLast().servicingKey());
    assertEquals(10, bench.snapshot().steps().size());
  }

  @Test
  void aFailedStepDecidedToBeTriedAgainIsARetryOfItsServicing() {
    script.start("install", new Outcome.Failed(trouble("broken")));
    bench.submit(plan(2, allSteps()));
    script.start("install", running("keeps the run going"));
    bench.stepper.settle();
    assertInstanceOf(Accepted.class, bench.decide("install", Decision.RETRY));
    bench.stepper.advance(Duration.ofMinutes(1));
    assertEquals(Map.of(ServicingState.SUCCEEDED, 2), counts());
  }

  @Test
  void nothingIsTriedAgainWhileItsCleanUpIsOwed() {
    Outcome stuck = new Outcome.Failed(trouble("stuck"));
    script.start("install", new Outcome.Failed(trouble("broken"))).start("release", stuck, stuck, stuck);
    bench.submit(allSteps());
    bench.stepper.advance(Duration.ofMinutes(1));
    assertRefused("cleanup-owed", control.retry("run-1", "vm1", "admin"));
    assertInstanceOf(Accepted.class, bench.decide("release", Decision.RETRY));
    bench.stepper.settle();
    assertInstanceOf(Accepted.class, control.retry("run-1", "vm1", "admin"));
  }

  @Test
  void theFailureBudgetStopsWhatHasNotBegun() {
    Outcome broken = new Outcome.Failed(trouble("broken"));
    script.start("install", broken, broken);
    bench.submit(plan(5, List.of(needing("install", Hold.STEP, Map.of("slot", 1L)), release()), Map.of("slot", 1L),
        new FailureBudget(2, 0)));
    bench.stepper.settle();
    assertEquals(Map.of(ServicingState.FAILED, 2, ServicingState.SUCCEEDED, 1, ServicingState.CANCELLED, 2),
        counts());
    assertEquals(RunState.ENDED, bench.snapshot().run().state());
    assertEquals("failure-budget-spent",
        bench.snapshot().servicings().getLast().trouble().orElseThrow().code());
    assertTrue(bench.journal().contains("the failure budget is spent"), bench.journal());
  }

  @Test
  void aPercentageCountsOnceTenHaveEnded() {
    for (int i = 0; i < 9; i++) {
      script.start("install", new Outcome.Failed(trouble("broken")));
    }
    bench.submit(plan(20, List.of(needing("install", Hold.SERVICING, Map.of("slot", 1L)), release()),
        Map.of("slot", 1L), new FailureBudget(0, 10)));
    bench.stepper.settle();
    assertEquals(Map.of(ServicingState.FAILED, 9, ServicingState.SUCCEEDED, 11), counts());
  }

  @Test
  void drainingEndsWhatIsUnderWayBeginsNothingAndTakesNothing() {
    Bench threaded = bench;
    threaded.submit(plan(2, List.of(needing("deploy", Hold.SERVICING, Map.of("slot", 1L)),
        PlannedStep.of("install", POLICY), release()), Map.of("slot", 1L), FailureBudget.NONE));
    var drained = bench.stepper.drain();
    assertRefused("engine-draining", control.submit(plan(1, allSteps())));
    assertRefused("engine-draining", control.retry("run-1", "vm1", "admin"));
    assertTrue(!drained.isDone());
    bench.stepper.settle();
    assertTrue(drained.isDone());
    assertEquals(Map.of(ServicingState.SUCCEEDED, 1, ServicingState.WAITING, 1), counts());
    bench.boot();
    bench.stepper.settle();
    assertEquals(Map.of(ServicingState.SUCCEEDED, 2), counts());
  }

  @Test
  void drainingDoesNotWaitForAPerson() {
    script.start("install", new Outcome.NeedsOperator("Go on?", Duration.ofHours(8), Decision.FAIL));
    bench.submit(allSteps());
    bench.stepper.settle();
    var drained = bench.stepper.drain();
    bench.stepper.turn();
    assertTrue(drained.isDone());
  }

  @Test
  void oldRunsAreArchivedButNotWhatHasNotEnded() {
    bench.submit(allSteps());
    bench.stepper.settle();
    bench.stepper.advance(Duration.ofDays(10));
    script.start("claim", running("t"));
    bench.submit(allSteps());
    assertEquals(1, bench.stepper.archive(bench.stepper.now()));
    assertEquals(List.of("run-2"), bench.stepper.runs().list(10).stream().map(RunView::id).toList());
    assertRefused("unknown-run", control.retry("run-1", "vm1", "admin"));
  }
}
