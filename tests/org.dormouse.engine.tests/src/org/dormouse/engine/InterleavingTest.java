package org.dormouse.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.dormouse.engine.memory.MemoryRunStore;
import org.dormouse.engine.store.RunStore;
import org.junit.jupiter.api.Test;

/**
 * Whatever order calls come back in, whatever handlers say, whatever people want and whenever the engine dies: the run
 * ends, nothing is left behind, and who watched it saw every change. Each seed is one such story, always the same.
 */
class InterleavingTest {

  private static final int SEEDS = 400;

  @Test
  void everyStoryEndsWell() {
    for (int seed = 0; seed < SEEDS; seed++) {
      try {
        new Story(seed).tell();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  private static final class Story {
    private final Random random;
    private final World world = new World();
    private final RunStore data = new MemoryRunStore("0a1b2c3d");
    private final Map<Long, StepView> seen = new HashMap<>();
    private final boolean faulty;
    private Stepper stepper;
    private long lastSeq;

    Story(int seed) {
      random = new Random(seed);
      faulty = random.nextInt(4) > 0;
      world.fate = this::fate;
    }

    private Optional<Outcome> fate(String kind) {
      StepTrouble trouble = Script.trouble("fate");
      return !faulty ? Optional.empty() : switch (random.nextInt(30)) {
        case 0 -> Optional.of(new Outcome.Retry(trouble, Duration.ofSeconds(random.nextInt(30))));
        case 1 -> Optional.of(new Outcome.Failed(trouble));
        case 2 -> Optional.of(new Outcome.StartOver("deploy", trouble));
        case 3 -> Optional.of(new Outcome.NeedsOperator("Well?", Duration.ofMinutes(5),
            random.nextBoolean() ? Decision.RETRY : Decision.FAIL));
        case 4 -> Optional.of(new Outcome.Cancelled());
        case 5 -> throw new IllegalStateException("fate");
        case 6, 7 -> Optional.of(Script.running("fate" + random.nextInt(3)));
        case 8 -> kind.equals("claim") ? Optional.of(new Outcome.NothingPending("none")) : Optional.empty();
        default -> Optional.empty();
      };
    }

    void tell() {
      boot();
      stepper.control().submit(World.plan(1 + random.nextInt(5)));
      watch();
      for (int turn = 0; turn < 200; turn++) {
        happen();
      }
      world.fate = kind -> Optional.empty();
      stepper.control().resume("run-1", "admin");
      stepper.finish(Duration.ofDays(2));
      Runs.Snapshot end = stepper.runs().snapshot("run-1").orElseThrow();
      assertEquals(RunState.ENDED, end.run().state(), () -> "" + end.steps());
      assertEquals(List.of(), stepper.runs().leases());
      assertTrue(stepper.activity().idle(), () -> "" + stepper.activity());
      world.assertClean(end);
      assertSeen(end);
    }

    private void happen() {
      List<String> busy = stepper.calls().stream().map(call -> call.substring(call.indexOf(' '))).toList();
      assertEquals(busy.stream().distinct().toList(), busy, "two calls for one servicing at once");
      switch (random.nextInt(20)) {
        case 0 -> stepper.pass(Duration.ofSeconds(random.nextInt(100)));
        case 1 -> stepper.pass(Duration.ofMinutes(random.nextInt(20)));
        case 2 -> verb();
        case 3 -> {
          if (random.nextInt(4) == 0) {
            boot();
            watch();
          }
        }
        default -> {
          List<String> calls = stepper.calls();
          if (!calls.isEmpty()) {
            stepper.call(random.nextInt(calls.size()));
          }
        }
      }
    }

    private void verb() {
      RunControl control = stepper.control();
      Runs.Snapshot now = stepper.runs().snapshot("run-1").orElseThrow();
      String servicing = now.servicings().get(random.nextInt(now.servicings().size())).id();
      StepView step = now.steps().get(random.nextInt(now.steps().size()));
      switch (random.nextInt(8)) {
        case 0 -> control.pause("run-1", "admin");
        case 1, 2 -> control.resume("run-1", "admin");
        case 3 -> control.cancel("run-1", Optional.of(servicing), "admin");
        case 4 -> control.retry("run-1", servicing, "admin");
        case 5, 6 -> control.decide("run-1", step.id(), random.nextBoolean() ? Decision.RETRY : Decision.FAIL, "admin");
        default -> {
          if (random.nextInt(10) == 0) {
            control.cancel("run-1", Optional.empty(), "admin");
          }
        }
      }
    }

    private void boot() {
      stepper = new Stepper(data, world.handlers(), EngineSettings.DEFAULT,
          stepper == null ? Bench.START : stepper.now());
    }

    private void watch() {
      Runs.Opened opened = stepper.runs().open("run-1", this::changed).orElseThrow();
      assertTrue(opened.snapshot().seq() >= lastSeq, "numbers were given twice");
      seen.clear();
      opened.snapshot().steps().forEach(step -> seen.put(step.id(), step));
      lastSeq = opened.snapshot().seq();
    }

    private void changed(Change change) {
      assertTrue(change.seq() > lastSeq, "out of order: " + change);
      lastSeq = change.seq();
      if (change instanceof Change.StepChanged(long seq, StepView step)) {
        assertEquals(seq, step.seq());
        StepView before = seen.put(step.id(), step);
        assertTrue(before == null || !before.state().isFinal(), "left a final state: " + before + " to " + step);
      }
    }

    private void assertSeen(Runs.Snapshot end) {
      List<StepView> missed = new ArrayList<>(end.steps());
      missed.removeAll(seen.values());
      assertEquals(List.of(), missed, "changes that nobody was told of");
    }
  }
}
