package org.dormouse.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.dormouse.engine.memory.MemoryRunStore;
import org.dormouse.engine.store.RunStore;
import org.junit.jupiter.api.Test;

/** Whenever the engine dies, the next one goes on to a right end and nothing is left behind. */
class CrashTest {

  private static final Duration LONG = Duration.ofDays(2);

  private static Stepper engine(RunStore store, World world) {
    return new Stepper(store, world.handlers(), EngineSettings.DEFAULT, Bench.START);
  }

  /** A start-over, a failed attempt and a failure happen on the way. */
  private static World eventful() {
    World world = new World();
    List<String> calls = new ArrayList<>();
    world.fate = kind -> {
      calls.add(kind);
      long nth = calls.stream().filter(kind::equals).count();
      if (kind.equals("install") && nth == 2) {
        return Optional.of(new Outcome.StartOver("deploy", Script.trouble("guest-died")));
      }
      if (kind.equals("install") && nth == 5) {
        return Optional.of(new Outcome.Failed(Script.trouble("broken")));
      }
      return kind.equals("release") && nth == 2
          ? Optional.of(new Outcome.Retry(Script.trouble("busy"), Duration.ZERO)) : Optional.empty();
    };
    return world;
  }

  private static void assertRightEnd(Stepper stepper, World world) {
    Runs.Snapshot snapshot = stepper.runs().snapshot("run-1").orElseThrow();
    assertEquals(RunState.ENDED, snapshot.run().state(), () -> snapshot.steps().toString());
    assertEquals(List.of(), stepper.runs().leases());
    assertTrue(stepper.activity().idle(), () -> stepper.activity().toString());
    world.assertClean(snapshot);
  }

  @Test
  void atEveryWriteWithAndWithoutIt() {
    CrashingStore whole = new CrashingStore(new MemoryRunStore("0a1b2c3d"), Integer.MAX_VALUE, true);
    Stepper undisturbed = engine(whole, eventful());
    undisturbed.control().submit(World.plan(4));
    undisturbed.finish(LONG);
    assertTrue(whole.commits > 30, "" + whole.commits);
    for (int write = 2; write <= whole.commits; write++) {
      for (boolean written : List.of(true, false)) {
        World world = eventful();
        RunStore data = new MemoryRunStore("0a1b2c3d");
        CrashingStore dying = new CrashingStore(data, write, written);
        assertThrows(CrashingStore.Crash.class, () -> {
          Stepper first = engine(dying, world);
          first.control().submit(World.plan(4));
          first.finish(LONG);
        }, "write " + write);
        Stepper second = engine(data, world);
        second.finish(LONG);
        assertRightEnd(second, world);
      }
    }
  }

  @Test
  void againAndAgain() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      World world = eventful();
      RunStore data = new MemoryRunStore("0a1b2c3d");
      engine(data, world).control().submit(World.plan(3));
      boolean died = true;
      for (int crash = 0; died && crash < 4; crash++) {
        died = dies(new CrashingStore(data, 1 + random.nextInt(15), random.nextBoolean()), world);
      }
      Stepper last = engine(data, world);
      last.finish(LONG);
      assertRightEnd(last, world);
    }
  }

  private static boolean dies(RunStore store, World world) {
    try {
      engine(store, world).finish(LONG);
      return false;
    } catch (CrashingStore.Crash e) {
      return true;
    }
  }

  @Test
  void aStoreThatFailsStopsTheEngineAndVerbsSaySo() {
    CrashingStore dying = new CrashingStore(new MemoryRunStore("0a1b2c3d"), 2, false);
    Stepper stepper = engine(dying, new World());
    stepper.control().submit(World.plan(1));
    assertThrows(CrashingStore.Crash.class, stepper::settle);
    assertEquals("engine-stopped",
        ((RunControl.Refused) stepper.control().pause("run-1", "admin")).code());
  }

  @Test
  void whatHasEndedIsNotTouched() {
    Bench bench = new Bench();
    bench.boot();
    bench.submit(Bench.allSteps());
    bench.stepper.settle();
    Runs.Snapshot before = bench.snapshot();
    List<String> calls = List.copyOf(bench.script.calls);
    bench.boot();
    bench.stepper.advance(LONG);
    assertEquals(before.steps(), bench.snapshot().steps());
    assertEquals(before.servicings(), bench.snapshot().servicings());
    assertEquals(calls, bench.script.calls);
  }

  @Test
  void aStartThatIsFoundGoesOnWithItsTicket() {
    Bench bench = new Bench();
    bench.boot();
    bench.submit(Bench.steps(Bench.POLICY));
    bench.script.find("install", Script.running("found"));
    bench.boot();
    bench.stepper.settle();
    assertEquals(StepState.RUNNING, bench.step("install").state());
    assertEquals(0, bench.script.count("start install"));
    bench.stepper.advance(Duration.ofSeconds(5));
    assertEquals(ServicingState.SUCCEEDED, bench.servicingState());
  }

  @Test
  void whatRanIsAskedAtOnceEvenIfItsTimeIsOverMeanwhile() {
    Bench bench = new Bench();
    bench.script.start("install", Script.running("t"));
    bench.boot();
    bench.submit(Bench.steps(Bench.ONCE));
    bench.stepper.settle();
    bench.stepper = new Stepper(bench.store, bench.script.handlers(), bench.settings,
        bench.stepper.now().plus(LONG));
    bench.stepper.settle();
    assertEquals(List.of("start install vm1", "poll install vm1", "start release vm1"), bench.script.calls);
    assertEquals(ServicingState.SUCCEEDED, bench.servicingState());
  }

  @Test
  void aBackOffAndAQuestionWaitOn() {
    Bench bench = new Bench();
    bench.script.start("deploy", new Outcome.Retry(Script.trouble("busy"), Duration.ofMinutes(5)))
        .start("install", new Outcome.NeedsOperator("Go on?", Duration.ofHours(1), Decision.APPROVE));
    bench.boot();
    bench.submit(Bench.allSteps());
    bench.stepper.settle();
    bench.boot();
    bench.stepper.advance(Duration.ofMinutes(4));
    assertEquals(1, bench.script.count("start deploy"));
    bench.stepper.advance(Duration.ofMinutes(1));
    assertEquals(ServicingState.NEEDS_OPERATOR, bench.servicingState());
    bench.boot();
    bench.stepper.settle();
    assertEquals(ServicingState.NEEDS_OPERATOR, bench.servicingState());
    bench.stepper.advance(Duration.ofHours(1));
    assertEquals(ServicingState.SUCCEEDED, bench.servicingState());
  }

  @Test
  void aCancelThatWasAskedForIsCarriedOut() {
    Bench bench = new Bench();
    bench.script.start("install", Script.running("t"));
    bench.boot();
    bench.submit(Bench.steps(Bench.POLICY));
    bench.stepper.settle();
    bench.cancel();
    bench.boot();
    bench.stepper.settle();
    assertEquals(ServicingState.CANCELLED, bench.servicingState());
    assertEquals(0, bench.script.count("poll install"));
  }

  @Test
  void aPausedRunStaysPausedAndLeasesStayHeld() {
    Bench bench = new Bench();
    bench.script.start("deploy", Script.running("t"));
    bench.boot();
    bench.submit(Bench.plan(2, List.of(Bench.needing("deploy", PlannedStep.Hold.SERVICING, Map.of("slot", 1L)),
        Bench.release()), Map.of("slot", 1L), FailureBudget.NONE));
    bench.stepper.settle();
    bench.stepper.control().pause("run-1", "admin");
    bench.boot();
    assertEquals(1, bench.stepper.runs().leases().size());
    bench.stepper.advance(Duration.ofMinutes(1));
    assertEquals(Map.of(ServicingState.SUCCEEDED, 1, ServicingState.WAITING, 1), bench.snapshot().run().counts());
    assertEquals(RunState.PAUSED, bench.snapshot().run().state());
    bench.boot();
    bench.stepper.control().resume("run-1", "admin");
    bench.stepper.advance(Duration.ofMinutes(1));
    assertEquals(RunState.ENDED, bench.snapshot().run().state());
  }

  @Test
  void aStepThatKillsTheEngineAgainAndAgainIsGivenUp() {
    Bench bench = new Bench();
    bench.boot();
    bench.submit(Bench.steps(Bench.POLICY));
    for (int i = 0; i <= EngineSettings.DEFAULT.recoveries(); i++) {
      bench.boot();
      // finds nothing, is about to be started again, and dies
      bench.stepper.call(0);
    }
    bench.stepper.settle();
    assertEquals("engine-died-repeatedly", bench.servicing().trouble().orElseThrow().code());
    assertEquals(1, bench.script.count("start release"));
    assertEquals(0, bench.script.count("start install"));
  }

  @Test
  void whatHasNoHandlerAnyMoreFailsByName() {
    Bench bench = new Bench();
    bench.script.start("install", Script.running("t"));
    bench.boot();
    bench.submit(Bench.steps(Bench.POLICY));
    bench.stepper.settle();
    bench.stepper = new Stepper(bench.store, new Script("release").handlers(), bench.settings, Bench.START);
    bench.stepper.settle();
    assertEquals("no-handler", bench.servicing().trouble().orElseThrow().code());
    assertEquals(ServicingState.FAILED, bench.servicingState());
  }
}
