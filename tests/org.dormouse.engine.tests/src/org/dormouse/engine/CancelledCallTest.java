package org.dormouse.engine;

import static org.dormouse.engine.Bench.POLICY;
import static org.dormouse.engine.Bench.steps;
import static org.dormouse.engine.Script.trouble;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

/** What becomes of a call that is under way when its servicing is cancelled. */
class CancelledCallTest {

  private final Bench bench = new Bench();
  private final Script script = bench.script;

  /** A start that tells whether it was interrupted, and then fails of it. */
  private AtomicBoolean interruptible() {
    AtomicBoolean interrupted = new AtomicBoolean();
    script.start("install", context -> {
      interrupted.set(Thread.currentThread().isInterrupted());
      return interrupted.get() ? new Outcome.Failed(trouble("interrupted")) : Script.DONE;
    });
    bench.boot();
    bench.submit(steps(POLICY));
    return interrupted;
  }

  @Test
  void aCancelInterruptsTheCallThatIsUnderWayAndDoesNotWaitForTheDeadline() {
    AtomicBoolean interrupted = interruptible();
    bench.cancel();
    bench.stepper.pass(EngineSettings.DEFAULT.cancelPatience());
    bench.stepper.settle();
    assertTrue(interrupted.get());
    assertEquals(ServicingState.CANCELLED, bench.servicingState());
    assertEquals(StepState.CANCELLED, bench.step("install").state());
    assertEquals(StepState.SUCCEEDED, bench.step("release").state());
  }

  @Test
  void aCallMayEndByItselfForAMomentAfterACancel() {
    AtomicBoolean interrupted = interruptible();
    bench.cancel();
    bench.stepper.pass(EngineSettings.DEFAULT.cancelPatience().minusMillis(1));
    bench.stepper.settle();
    assertFalse(interrupted.get());
    assertEquals(StepState.SUCCEEDED, bench.step("install").state());
  }

  @Test
  void aCallThatMayNotBeCutOffIsAwaitedByACancelButNotByItsDeadline() {
    script.unyielding("install");
    AtomicBoolean interrupted = interruptible();
    bench.cancel();
    bench.stepper.pass(Duration.ofMinutes(9));
    assertFalse(interrupted.get());
    assertEquals(StepState.STARTING, bench.step("install").state());
    bench.stepper.pass(Duration.ofMinutes(1));
    bench.stepper.settle();
    assertTrue(interrupted.get());
    assertEquals(ServicingState.CANCELLED, bench.servicingState());
  }

  @Test
  void aCallThatHeedsNoInterruptAfterACancelIsGivenUp() {
    bench.boot();
    bench.submit(steps(POLICY));
    bench.cancel();
    bench.stepper.pass(EngineSettings.DEFAULT.cancelPatience());
    bench.stepper.pass(EngineSettings.DEFAULT.grace());
    assertEquals(ServicingState.CANCELLED, bench.servicingState());
    assertEquals(StepState.CLEANUP_OWED, bench.step("release").state());
  }
}
