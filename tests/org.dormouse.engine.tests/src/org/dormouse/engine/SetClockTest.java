package org.dormouse.engine;

import static org.dormouse.engine.Bench.ONCE;
import static org.dormouse.engine.Bench.steps;
import static org.dormouse.engine.Script.running;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A wall clock that is set, or a machine that slept, neither ends steps nor lets them wait for ever. */
class SetClockTest {

  private static final Duration DAY = Duration.ofDays(1);

  private final Bench bench = new Bench();
  private final Script script = bench.script;

  @BeforeEach
  void beginAStepThatTakesItsTime() {
    script.start("install", running("t"))
        .poll("install", Collections.nCopies(1000, running("t")).toArray(Outcome[]::new));
    bench.boot();
    bench.submit(steps(ONCE));
    bench.stepper.settle();
  }

  private long polls() {
    return script.count("poll install");
  }

  @Test
  void noStepTimesOutBecauseTheClockWasSetForward() {
    bench.stepper.setClock(DAY);
    bench.stepper.advance(Duration.ofSeconds(30));
    assertTrue(polls() > 0);
    assertEquals(0, script.count("stop install"));
    assertEquals(ServicingState.RUNNING, bench.servicingState());
  }

  @Test
  void noStepIsForgottenBecauseTheClockWasSetBack() {
    bench.stepper.setClock(DAY.negated());
    bench.stepper.advance(Duration.ofSeconds(30));
    assertTrue(polls() > 0, "it is asked as often as before");
    bench.stepper.advance(Duration.ofMinutes(10));
    assertEquals(1, script.count("stop install"), "its time limit is the same real time");
  }

  @Test
  void timeThatReallyPassesCountsAsItDid() {
    bench.stepper.setClock(DAY);
    bench.stepper.advance(Duration.ofMinutes(10));
    assertEquals(1, script.count("stop install"));
  }

  @Test
  void aClockThatIsSlewedIsLeftAlone() {
    for (int i = 0; i < 10; i++) {
      bench.stepper.setClock(Duration.ofSeconds(1));
      bench.stepper.advance(Duration.ofSeconds(10));
    }
    assertEquals(ServicingState.RUNNING, bench.servicingState());
  }
}
