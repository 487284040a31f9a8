package org.dormouse.engine;

import static org.dormouse.engine.Bench.ONCE;
import static org.dormouse.engine.Bench.POLICY;
import static org.dormouse.engine.Bench.steps;
import static org.dormouse.engine.Script.running;
import static org.dormouse.engine.Script.trouble;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

/** Handlers that take their time, and answers that cannot be used. */
class HandlerTimeTest {

  private final Bench bench = new Bench();
  private final Script script = bench.script;

  private String troubleCode() {
    return bench.servicing().trouble().map(StepTrouble::code).orElse("");
  }

  @Test
  void aCallThatIsNotBackAtTheDeadlineIsInterrupted() {
    AtomicBoolean interrupted = new AtomicBoolean();
    script.start("install", context -> {
      interrupted.set(Thread.currentThread().isInterrupted());
      return new Outcome.Failed(Script.trouble("interrupted"));
    });
    bench.boot();
    bench.submit(steps(ONCE));
    bench.stepper.pass(Duration.ofMinutes(10));
    bench.stepper.settle();
    assertTrue(interrupted.get());
    assertEquals("step-timed-out", troubleCode());
    assertEquals(0, script.count("stop install"));
  }

  @Test
  void aCallThatIsBackInTheEndWithItsWorkDoneCounts() {
    bench.boot();
    bench.submit(steps(ONCE));
    bench.stepper.pass(Duration.ofMinutes(10));
    bench.stepper.settle();
    assertEquals(ServicingState.SUCCEEDED, bench.servicingState());
  }

  @Test
  void aPollThatHangsIsInterruptedAndTheStepStopped() {
    script.start("install", running("t")).poll("install", context -> {
      throw new IllegalStateException("interrupted", new InterruptedException());
    });
    bench.boot();
    bench.submit(steps(ONCE));
    bench.stepper.settle();
    bench.stepper.pass(Duration.ofSeconds(5));
    bench.stepper.pass(Duration.ofMinutes(10));
    bench.stepper.settle();
    assertEquals(1, script.count("stop install"));
    assertEquals("step-timed-out", troubleCode());
  }

  @Test
  void aCallThatNeverComesBackIsGivenUpAndNothingIsReleasedBesideIt() {
    bench.boot();
    bench.submit(steps(POLICY));
    bench.stepper.pass(Duration.ofMinutes(10));
    bench.stepper.pass(Duration.ofSeconds(30));
    assertEquals(StepState.FAILED, bench.step("install").state());
    assertEquals("handler-stuck", troubleCode());
    assertEquals(StepState.CLEANUP_OWED, bench.step("release").state());
    assertEquals(RunState.ENDED, bench.snapshot().run().state());
    bench.stepper.pass(Duration.ofHours(1));
    assertEquals(0, script.count("start release"));
    bench.stepper.call(0);
    bench.stepper.settle();
    assertEquals(1, script.count("start release"));
    assertEquals(StepState.SUCCEEDED, bench.step("release").state());
    assertEquals(StepState.FAILED, bench.step("install").state());
  }

  @Test
  void afterARestartWhatHadHungIsReleased() {
    bench.boot();
    bench.submit(steps(POLICY));
    bench.stepper.pass(Duration.ofMinutes(10));
    bench.stepper.pass(Duration.ofSeconds(30));
    bench.boot();
    bench.stepper.settle();
    assertEquals(StepState.SUCCEEDED, bench.step("release").state());
    assertTrue(bench.stepper.activity().idle());
  }

  @Test
  void aStopThatHangsIsGivenUpAfterItsLimit() {
    script.start("install", running("t"));
    bench.boot();
    bench.submit(steps(POLICY));
    bench.stepper.settle();
    bench.cancel();
    bench.stepper.pass(Duration.ofMinutes(1));
    assertEquals(StepState.RUNNING, bench.step("install").state());
    bench.stepper.pass(Duration.ofSeconds(30));
    assertEquals(StepState.CANCELLED, bench.step("install").state());
    assertEquals(ServicingState.CANCELLED, bench.servicingState());
    assertEquals(StepState.CLEANUP_OWED, bench.step("release").state());
    bench.stepper.settle();
    assertEquals(StepState.SUCCEEDED, bench.step("release").state());
  }

  @Test
  void aStopThatThrowsHasStopped() {
    script.start("install", running("t")).stop("install", context -> {
      throw new IllegalStateException("already gone");
    });
    bench.boot();
    bench.submit(steps(POLICY));
    bench.stepper.settle();
    bench.cancel();
    bench.stepper.settle();
    assertEquals(ServicingState.CANCELLED, bench.servicingState());
  }

  @Test
  void aHandlerThatAnswersNothingHasFailed() {
    script.start("install", context -> null);
    bench.boot();
    bench.submit(steps(POLICY));
    bench.stepper.settle();
    assertEquals("handler-failed", troubleCode());
  }

  @Test
  void anAnswerThatLacksAPartFailsItsStep() {
    List<Outcome> halves = List.of(new Outcome.Done(null), new Outcome.Running(null, "", 0, Duration.ZERO),
        new Outcome.Running("t", null, 0, Duration.ZERO), new Outcome.Running("t", "", 0, null),
        new Outcome.Retry(null, Duration.ZERO), new Outcome.Retry(trouble("t"), null),
        new Outcome.StartOver(null, trouble("t")), new Outcome.NeedsOperator("?", Duration.ZERO, null),
        new Outcome.Failed(null));
    script.start("install", halves.toArray(Outcome[]::new));
    bench.boot();
    bench.submit(Bench.plan(halves.size(), steps(POLICY)));
    bench.stepper.settle();
    bench.snapshot().servicings().forEach(servicing -> assertEquals("handler-failed",
        servicing.trouble().orElseThrow().code()));
  }

  @Test
  void timesAndFractionsBeyondAllMeasureAreBounded() {
    Duration ever = Duration.ofSeconds(Long.MAX_VALUE);
    script.start("claim", new Outcome.Running("t", "", Double.NaN, ever))
        .start("deploy", new Outcome.Running("t", "", Double.POSITIVE_INFINITY, ever.negated()))
        .start("install", new Outcome.NeedsOperator("?", ever, Decision.APPROVE))
        .start("store", new Outcome.Retry(trouble("t"), ever));
    bench.boot();
    bench.submit(Bench.allSteps());
    bench.stepper.settle();
    assertEquals(-1, bench.step("claim").fraction());
    bench.stepper.advance(Duration.ofMinutes(11));
    assertEquals(ServicingState.NEEDS_OPERATOR, bench.servicingState());
    bench.stepper.advance(Duration.ofDays(366));
    assertEquals(StepState.READY, bench.step("store").state());
    bench.stepper.finish(Duration.ofDays(367));
    assertEquals(ServicingState.SUCCEEDED, bench.servicingState());
  }

  @Test
  void memoryThatRunsOutInAHandlerFailsItsStepOnly() {
    script.start("install", context -> {
      throw new OutOfMemoryError("Java heap space");
    });
    bench.boot();
    bench.submit(Bench.plan(2, steps(POLICY)));
    bench.stepper.settle();
    assertEquals("handler-failed", troubleCode());
    assertEquals(ServicingState.SUCCEEDED, bench.snapshot().servicings().getLast().state());
  }

  @Test
  void anAnswerThatIsTooLargeFailsItsStep() {
    script.start("deploy", running("t".repeat(64 * 1024 + 1)))
        .start("deploy", new Outcome.Done("o".repeat(4 * 1024 * 1024 + 1)));
    bench.boot();
    bench.submit(Bench.plan(2, Bench.allSteps()));
    bench.stepper.settle();
    bench.snapshot().servicings().forEach(servicing -> assertEquals("handler-answer-too-large",
        servicing.trouble().orElseThrow().code()));
  }

  @Test
  void longAndHostileTextsAreCutToOneLine() {
    script.start("install", new Outcome.Running("t", "a\u001b[31m\nb".repeat(1000), 2, Duration.ofSeconds(5)))
        .poll("install", new Outcome.Failed(new StepTrouble("c\n", "m".repeat(100_000), "r\u0000")));
    bench.boot();
    bench.submit(steps(POLICY));
    bench.stepper.settle();
    assertEquals(300, bench.step("install").detail().length());
    assertTrue(bench.step("install").detail().chars().noneMatch(Character::isISOControl));
    bench.stepper.advance(Duration.ofSeconds(5));
    assertEquals(4000, bench.servicing().trouble().orElseThrow().message().length());
  }

  @Test
  void aPollIsNeverAskedForSoonerThanAFewMillisecondsNorLaterThanTheDeadline() {
    script.start("install", new Outcome.Running("t", "", -1, Duration.ZERO))
        .poll("install", new Outcome.Running("t", "", -1, Duration.ofDays(1)));
    bench.boot();
    bench.submit(steps(ONCE));
    bench.stepper.settle();
    assertEquals(0, script.count("poll install"));
    bench.stepper.pass(Duration.ofMillis(10));
    bench.stepper.settle();
    assertEquals(1, script.count("poll install"));
    bench.stepper.finish(Duration.ofMinutes(10));
    assertEquals("step-timed-out", troubleCode());
  }

  @Test
  void progressThatSaysNothingNewIsNotWritten() {
    script.start("install", running("t")).poll("install", running("t"), running("t"), running("t"));
    bench.boot();
    bench.submit(steps(POLICY));
    bench.stepper.settle();
    bench.stepper.advance(Duration.ofSeconds(5));
    long seq = bench.snapshot().seq();
    bench.stepper.advance(Duration.ofSeconds(10));
    assertEquals(seq, bench.snapshot().seq());
    assertEquals(3, script.count("poll install"));
  }

  @Test
  void startingOverFromAStepThatIsNotBeforeItIsAFailure() {
    script.start("deploy", new Outcome.StartOver("store", trouble("odd")));
    bench.boot();
    bench.submit(Bench.allSteps());
    bench.stepper.settle();
    assertEquals("odd", troubleCode());
    assertEquals(1, script.count("start deploy"));
  }

  @Test
  void cancelDuringTheReleaseBetweenTwoLivesReleasesTheRestToo() {
    script.start("install", new Outcome.StartOver("deploy", trouble("guest-died"))).start("release", running("r"));
    bench.boot();
    bench.submit(Bench.allSteps());
    bench.stepper.settle();
    assertEquals("deploy", script.contexts.getLast().startingOverFrom().orElseThrow());
    bench.cancel();
    bench.stepper.advance(Duration.ofMinutes(1));
    assertEquals(ServicingState.CANCELLED, bench.servicingState());
    assertEquals(2, script.count("start release"));
    assertTrue(script.contexts.getLast().startingOverFrom().isEmpty());
    assertEquals(1, script.count("start deploy"));
  }

  @Test
  void aReleaseBetweenTwoLivesThatIsSpentEndsTheServicing() {
    Outcome stuck = new Outcome.Failed(trouble("stuck"));
    script.start("install", new Outcome.StartOver("deploy", trouble("guest-died")))
        .start("release", stuck, stuck, stuck);
    bench.boot();
    bench.submit(Bench.allSteps());
    bench.stepper.advance(Duration.ofMinutes(5));
    assertEquals(ServicingState.FAILED, bench.servicingState());
    assertEquals("guest-died", troubleCode());
    assertEquals(StepState.CLEANUP_OWED, bench.step("release").state());
    bench.stepper.advance(Duration.ofMinutes(10));
    assertTrue(script.contexts.getLast().startingOverFrom().isEmpty());
    assertTrue(bench.stepper.activity().idle());
  }
}
