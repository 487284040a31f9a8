package org.dormouse.engine;

import static org.dormouse.engine.Bench.POLICY;
import static org.dormouse.engine.Bench.plan;
import static org.dormouse.engine.Bench.steps;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.dormouse.engine.memory.MemoryRunStore;
import org.dormouse.engine.store.RunStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The engine with its own thread and those of its handlers. What never comes is waited for in vain, and long. */
@Timeout(300)
class EngineTest {

  /** Seconds: a busy machine is no defect. */
  private static final int LONG = 120;

  private final RunStore store = new MemoryRunStore("0a1b2c3d");

  private Engine open(RunStore on, StepHandler... handlers) {
    return Engine.open(on, List.of(handlers), InstantSource.system(), EngineSettings.DEFAULT);
  }

  private static StepHandler handler(String kind, Function<StepContext, Outcome> start) {
    return new StepHandler() {
      @Override
      public String kind() {
        return kind;
      }

      @Override
      public Outcome start(StepContext context) {
        return start.apply(context);
      }

      @Override
      public Outcome poll(StepContext context, String ticket) {
        return Script.DONE;
      }

      @Override
      public void stop(StepContext context, String ticket) {
        // nothing is under way outside
      }
    };
  }

  private static CountDownLatch ended(Engine engine) {
    CountDownLatch latch = new CountDownLatch(1);
    engine.subscribe(change -> {
      if (change instanceof Change.RunChanged(long seq, RunView run) && run.state() == RunState.ENDED) {
        latch.countDown();
      }
    });
    return latch;
  }

  @Test
  void runsManyServicingsToTheirEnd() throws InterruptedException {
    try (Engine engine = open(store, handler("install", context -> Script.DONE),
        handler("release", context -> Script.DONE))) {
      CountDownLatch ended = ended(engine);
      engine.control().submit(plan(500, steps(POLICY)));
      assertTrue(ended.await(LONG, TimeUnit.SECONDS));
      assertEquals(Map.of(ServicingState.SUCCEEDED, 500), engine.runs().run("run-1").orElseThrow().counts());
      assertTrue(engine.activity().idle());
    }
  }

  @Test
  void sleepsThroughNoEventWhileOthersAreReading() throws InterruptedException {
    try (Engine engine = open(store, handler("install", context -> Script.DONE),
        handler("release", context -> Script.DONE))) {
      Thread reader = Thread.ofPlatform().daemon().start(() -> {
        while (!Thread.currentThread().isInterrupted()) {
          engine.activity();
          // the others are to have a processor as well
          Thread.yield();
        }
      });
      Semaphore ended = new Semaphore(0);
      engine.subscribe(change -> {
        if (change instanceof Change.RunChanged(long seq, RunView run) && run.state() == RunState.ENDED) {
          ended.release();
        }
      });
      for (int run = 0; run < 300; run++) {
        engine.control().submit(plan(1, steps(POLICY)));
        assertTrue(ended.tryAcquire(LONG, TimeUnit.SECONDS), "run " + run);
      }
      reader.interrupt();
      reader.join();
    }
  }

  @Test
  void wakesUpForWhatIsDue() throws InterruptedException {
    try (Engine engine = open(store, handler("install",
        context -> new Outcome.Running("t", "", -1, Duration.ofMillis(20))),
        handler("release", context -> Script.DONE))) {
      CountDownLatch ended = ended(engine);
      engine.control().submit(plan(1, steps(POLICY)));
      assertTrue(ended.await(LONG, TimeUnit.SECONDS));
    }
  }

  private static final CountDownLatch PREPARED = new CountDownLatch(1);

  /** Whoever touches it waits in its initializer, which no thread leaves while another one is in it. */
  private static final class Unprepared {
    static final boolean READY = prepared();

    private static boolean prepared() {
      try {
        return PREPARED.await(LONG, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void callsThatWaitInNativeCodeLeaveRoomForTheOneTheyWaitFor() throws InterruptedException {
    int waiting = 8 * Runtime.getRuntime().availableProcessors();
    CountDownLatch wait = new CountDownLatch(waiting);
    try (Engine engine = open(store, handler("install", context -> {
      if (wait.getCount() == 0) {
        PREPARED.countDown();
        return Script.DONE;
      }
      wait.countDown();
      return Unprepared.READY ? Script.DONE : new Outcome.Failed(new StepTrouble("too-late", "never prepared", ""));
    }), handler("release", context -> Script.DONE))) {
      Semaphore ended = new Semaphore(0);
      engine.subscribe(change -> {
        if (change instanceof Change.RunChanged(long seq, RunView run) && run.state() == RunState.ENDED) {
          ended.release();
        }
      });
      engine.control().submit(plan(waiting, steps(POLICY)));
      assertTrue(wait.await(LONG, TimeUnit.SECONDS), "all are called, though none comes back");
      engine.control().submit(plan(1, steps(POLICY)));
      assertTrue(ended.tryAcquire(2, LONG, TimeUnit.SECONDS));
      assertEquals(Map.of(ServicingState.SUCCEEDED, waiting), engine.runs().run("run-1").orElseThrow().counts());
    }
  }

  @Test
  void closingLeavesStepsAsTheyAreAndTheNextEngineGoesOn() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    Engine first = open(store, handler("install", context -> {
      started.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        return new Outcome.Failed(Script.trouble("interrupted"));
      }
      return Script.DONE;
    }), handler("release", context -> Script.DONE));
    first.control().submit(plan(1, steps(POLICY)));
    assertTrue(started.await(LONG, TimeUnit.SECONDS));
    first.close();
    assertEquals(StepState.STARTING, store.steps(1).getFirst().state());
    assertEquals("engine-stopped", assertInstanceOf(RunControl.Refused.class,
        first.control().pause("run-1", "admin")).code());
    try (Engine second = open(store, handler("install", context -> Script.DONE),
        handler("release", context -> Script.DONE))) {
      CountDownLatch ended = ended(second);
      assertTrue(second.activity().idle() || ended.await(LONG, TimeUnit.SECONDS));
      assertEquals(RunState.ENDED, second.runs().run("run-1").orElseThrow().state());
    }
  }

  @Test
  void aStoreThatFailsIsToldToWhoOpenedTheEngine() throws Exception {
    try (Engine engine = open(new CrashingStore(store, 2, false), handler("install", context -> Script.DONE),
        handler("release", context -> Script.DONE))) {
      engine.control().submit(plan(1, steps(POLICY)));
      assertInstanceOf(CrashingStore.Crash.class, engine.failure().get(LONG, TimeUnit.SECONDS));
    }
  }

  @Test
  void drainingCompletesWhenWhatIsUnderWayHasEnded() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (Engine engine = open(store, handler("install", context -> {
      try {
        go.await();
      } catch (InterruptedException e) {
        return new Outcome.Cancelled();
      }
      return Script.DONE;
    }), handler("release", context -> Script.DONE))) {
      engine.control().submit(plan(1, steps(POLICY)));
      CompletableFuture<Void> drained = engine.drain();
      assertEquals("engine-draining", assertInstanceOf(RunControl.Refused.class,
          engine.control().submit(plan(1, steps(POLICY)))).code());
      go.countDown();
      drained.get(LONG, TimeUnit.SECONDS);
      assertEquals(RunState.ENDED, engine.runs().run("run-1").orElseThrow().state());
    }
  }

  @Test
  void twoHandlersForOneKindAreRefused() {
    assertThrows(IllegalStateException.class, () -> open(store, handler("install", context -> Script.DONE),
        handler("install", context -> Script.DONE)));
  }
}
