package org.dormouse.engine;

import static org.dormouse.engine.Bench.POLICY;
import static org.dormouse.engine.Bench.needing;
import static org.dormouse.engine.Bench.plan;
import static org.dormouse.engine.Bench.release;
import static org.dormouse.engine.Script.running;
import static org.dormouse.engine.Script.trouble;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dormouse.engine.PlannedStep.Hold;
import org.junit.jupiter.api.Test;

/**
 * Runs that start nothing new, when all their servicings have done the little that needs no room and wait for a place:
 * whoever has none yet gets none.
 */
class GateTest {

  private final Bench bench = new Bench();
  private final Script script = bench.script;

  /** Three of them; the first is being deployed, the others wait for the only slot. */
  private void submit(FailureBudget budget) {
    bench.boot();
    bench.submit(plan(3, List.of(needing("claim", Hold.SERVICING, Map.of("claims", 1L)),
        PlannedStep.of("scan", POLICY), needing("deploy", Hold.SERVICING, Map.of("slot", 1L)), release()),
        Map.of("claims", 3L, "slot", 1L), budget));
    bench.stepper.settle();
    assertEquals(3, script.count("start scan"));
    assertEquals(1, script.count("start deploy"));
  }

  private RunState state() {
    return bench.snapshot().run().state();
  }

  private Map<ServicingState, Integer> counts() {
    return bench.snapshot().run().counts();
  }

  @Test
  void aPausedRunEndsWhatHasAPlaceAndLeavesTheOthersWhereTheyAre() {
    script.start("deploy", running("t"));
    submit(FailureBudget.NONE);
    bench.stepper.control().pause("run-1", "admin");
    bench.stepper.advance(Duration.ofMinutes(5));
    assertEquals(RunState.PAUSED, state());
    assertEquals(1, script.count("start deploy"));
    assertEquals(1, counts().get(ServicingState.SUCCEEDED));
    bench.boot();
    bench.stepper.advance(Duration.ofMinutes(5));
    assertEquals(1, script.count("start deploy"), "nor does the next engine start them");
    bench.stepper.control().resume("run-1", "admin");
    bench.stepper.advance(Duration.ofMinutes(5));
    assertEquals(Map.of(ServicingState.SUCCEEDED, 3), counts());
  }

  @Test
  void aSpentBudgetCancelsWhatHasNoPlaceYetAndReleasesIt() {
    script.start("deploy", new Outcome.Failed(trouble("broken")));
    bench.boot();
    submit(new FailureBudget(1, 0));
    bench.stepper.advance(Duration.ofMinutes(5));
    assertEquals(Map.of(ServicingState.FAILED, 1, ServicingState.CANCELLED, 2), counts());
    assertEquals(1, script.count("start deploy"));
    assertEquals(3, script.count("start release"));
    assertEquals("failure-budget-spent",
        bench.snapshot().servicings().getLast().trouble().orElseThrow().code());
    assertEquals(RunState.ENDED, state());
    assertEquals(List.of(), bench.stepper.runs().leases());
  }

  @Test
  void aBudgetThatIsSpentWhileOthersAreOnTheirWayToAPlaceKeepsThemFromIt() {
    script.start("deploy", running("t")).poll("deploy", new Outcome.Failed(trouble("broken")));
    script.start("scan", Script.DONE, running("a"), running("a"));
    script.poll("scan", running("a"), running("a"), running("a"), running("a"));
    submit(new FailureBudget(1, 0));
    bench.stepper.advance(Duration.ofMinutes(30));
    assertEquals(1, script.count("start deploy"));
    assertEquals(Map.of(ServicingState.FAILED, 1, ServicingState.CANCELLED, 2), counts());
  }

  @Test
  void anEngineThatDrainsEndsWhatHasAPlaceAndTheNextOneServicesTheOthers() {
    script.start("deploy", running("t"));
    submit(FailureBudget.NONE);
    CompletableFuture<Void> drained = bench.stepper.drain();
    bench.stepper.settle();
    assertFalse(drained.isDone());
    bench.stepper.advance(Duration.ofMinutes(5));
    assertTrue(drained.isDone());
    assertEquals(1, script.count("start deploy"));
    bench.boot();
    bench.stepper.advance(Duration.ofMinutes(5));
    assertEquals(Map.of(ServicingState.SUCCEEDED, 3), counts());
  }
}
