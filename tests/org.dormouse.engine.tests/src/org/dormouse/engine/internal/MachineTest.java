package org.dormouse.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.dormouse.engine.EngineSettings;
import org.dormouse.engine.FailureBudget;
import org.dormouse.engine.Outcome;
import org.dormouse.engine.Plan;
import org.dormouse.engine.PlannedServicing;
import org.dormouse.engine.PlannedStep;
import org.dormouse.engine.PlannedStep.Hold;
import org.dormouse.engine.StepContext;
import org.dormouse.engine.StepHandler;
import org.dormouse.engine.StepPolicy;
import org.dormouse.engine.StepState;
import org.dormouse.engine.memory.MemoryRunStore;
import org.junit.jupiter.api.Test;

class MachineTest {

  private final MemoryRunStore store = new MemoryRunStore("0a1b2c3d");
  private final Core core = new Core(store, Map.of("install", new Idle()), () -> Instant.EPOCH, () -> 0, EngineSettings.DEFAULT,
      (name, work) -> () -> { }, () -> { }, row -> { });

  private static final class Idle implements StepHandler {
    @Override
    public String kind() {
      return "install";
    }

    @Override
    public Outcome start(StepContext context) {
      throw new AssertionError("calls are never made here");
    }

    @Override
    public Outcome poll(StepContext context, String ticket) {
      throw new AssertionError("calls are never made here");
    }

    @Override
    public void stop(StepContext context, String ticket) {
      throw new AssertionError("calls are never made here");
    }
  }

  @Test
  void anEventWithoutARowThrowsWithTheHistoryOfTheStep() {
    StepPolicy policy = StepPolicy.once(Duration.ofMinutes(1));
    Thread.ofVirtual().start(() -> core.control().submit(new Plan("job", "admin", "",
        List.of(new PlannedServicing("vm1", "library/vm1", "", List.of(PlannedStep.of("install", policy),
            new PlannedStep("release", policy, List.of(), Hold.STEP, true)))), Map.of(), FailureBudget.NONE)));
    while (!core.turn()) {
      Thread.onSpinWait();
    }
    Step step = core.ledger.run(1).orElseThrow().servicings.getFirst().current.getFirst();
    assertEquals(StepState.STARTING, step.state);
    IllegalStateException impossible = assertThrows(IllegalStateException.class,
        () -> core.machine().fire(step, Event.CLAIM));
    assertTrue(impossible.getMessage().contains(
        "CLAIM may not happen to run-1/vm1/install attempt 1 of life 1 in state STARTING"), impossible.getMessage());
    assertTrue(impossible.getMessage().contains("install claimed"), impossible.getMessage());
    assertEquals(StepState.STARTING, step.state);
  }
}
