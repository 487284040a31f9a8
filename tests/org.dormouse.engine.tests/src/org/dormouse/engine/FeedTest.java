package org.dormouse.engine;

import static org.dormouse.engine.Bench.POLICY;
import static org.dormouse.engine.Bench.allSteps;
import static org.dormouse.engine.Bench.steps;
import static org.dormouse.engine.Script.running;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.dormouse.engine.memory.MemoryRunStore;
import org.junit.jupiter.api.Test;

/** What those are told who watch a run, and what can be read. */
class FeedTest {

  private final Bench bench = new Bench();
  private final Script script = bench.script;
  private final List<Change> told = new ArrayList<>();

  @Test
  void aWatcherGetsASnapshotAndThenEveryChangeOnceInOrder() {
    script.start("install", running("t"));
    bench.boot();
    bench.submit(allSteps());
    bench.stepper.call(0);
    Runs.Opened opened = bench.stepper.runs().open("run-1", told::add).orElseThrow();
    long from = opened.snapshot().seq();
    bench.stepper.advance(Duration.ofMinutes(1));
    assertTrue(told.stream().allMatch(change -> change.seq() > from));
    for (int i = 1; i < told.size(); i++) {
      assertTrue(told.get(i).seq() > told.get(i - 1).seq());
    }
    assertEquals(List.of("deploy SUCCEEDED", "install READY", "install STARTING", "install RUNNING",
        "install SUCCEEDED", "store READY", "store STARTING", "store SUCCEEDED", "release READY", "release STARTING",
        "release SUCCEEDED"), stepChanges());
    assertEquals(bench.snapshot().run(), told.stream().filter(Change.RunChanged.class::isInstance)
        .map(change -> ((Change.RunChanged) change).run()).reduce((older, newer) -> newer).orElseThrow());
  }

  private List<String> stepChanges() {
    return told.stream().filter(Change.StepChanged.class::isInstance)
        .map(change -> ((Change.StepChanged) change).step())
        .map(step -> step.kind() + " " + step.state()).toList();
  }

  @Test
  void nothingIsToldBeforeItIsDurable() {
    CrashingStore dying = new CrashingStore(new MemoryRunStore("0a1b2c3d"), 3, false);
    Bench crashing = new Bench(script, dying);
    crashing.boot();
    crashing.submit(steps(POLICY));
    crashing.stepper.runs().open("run-1", told::add);
    assertThrows(CrashingStore.Crash.class, () -> {
      crashing.stepper.call(0);
      crashing.stepper.call(0);
    });
    assertEquals(List.of("install SUCCEEDED", "release READY", "release STARTING"), stepChanges());
  }

  @Test
  void noHandlerIsCalledBeforeItsClaimIsDurable() {
    CrashingStore dying = new CrashingStore(new MemoryRunStore("0a1b2c3d"), 1, true);
    Bench crashing = new Bench(script, dying);
    crashing.boot();
    assertThrows(CrashingStore.Crash.class, () -> crashing.stepper.control().submit(Bench.plan(1, steps(POLICY))));
    assertEquals(List.of(), crashing.stepper.calls());
    assertEquals(List.of(), script.calls);
  }

  @Test
  void whoHasClosedIsToldNothingMore() {
    bench.boot();
    bench.submit(allSteps());
    Runs.Opened opened = bench.stepper.runs().open("run-1", told::add).orElseThrow();
    opened.close().run();
    bench.stepper.settle();
    assertEquals(List.of(), told);
  }

  @Test
  void aWatcherThatThrowsDisturbsNobody() {
    bench.boot();
    bench.submit(allSteps());
    bench.stepper.runs().open("run-1", change -> {
      throw new IllegalStateException("broken window");
    });
    bench.stepper.runs().open("run-1", told::add);
    bench.stepper.settle();
    assertEquals(ServicingState.SUCCEEDED, bench.servicingState());
    assertFalse(told.isEmpty());
  }

  @Test
  void onlyTheRunThatIsWatchedIsTold() {
    bench.boot();
    bench.submit(allSteps());
    bench.submit(allSteps());
    bench.stepper.runs().open("run-2", told::add);
    bench.stepper.settle();
    assertTrue(told.stream().noneMatch(change -> change instanceof Change.StepChanged(long seq, StepView step)
        && step.runId().equals("run-1")));
    assertFalse(told.isEmpty());
  }

  @Test
  void aRunThatHasEndedCanBeOpenedAndIsToldWhenItIsTriedAgain() {
    script.start("install", new Outcome.Failed(Script.trouble("broken")));
    bench.boot();
    bench.submit(allSteps());
    bench.stepper.settle();
    bench.boot();
    Runs.Opened opened = bench.stepper.runs().open("run-1", told::add).orElseThrow();
    assertEquals(5, opened.snapshot().steps().size());
    bench.stepper.control().retry("run-1", "vm1", "admin");
    bench.stepper.settle();
    assertTrue(stepChanges().contains("store SUCCEEDED"));
  }

  @Test
  void aRunReadsTheSameFromMemoryAndFromTheStore() {
    script.start("install", new Outcome.Failed(Script.trouble("broken"))).start("claim",
        new Outcome.Retry(Script.trouble("busy"), Duration.ZERO));
    List<Runs.Snapshot> last = new ArrayList<>();
    bench.boot();
    bench.submit(Bench.plan(3, allSteps()));
    bench.stepper.runs().open("run-1", told::add);
    bench.stepper.settle();
    last.add(bench.snapshot());
    assertEquals(RunState.RUNNING, last.getFirst().run().state());
    bench.boot();
    Runs.Snapshot again = bench.snapshot();
    assertEquals(last.getFirst().steps(), again.steps());
    assertEquals(last.getFirst().servicings(), again.servicings());
    bench.stepper.finish(Duration.ofHours(1));
    Runs.Snapshot ended = bench.snapshot();
    bench.boot();
    assertEquals(ended.steps(), bench.snapshot().steps());
    assertEquals(ended.servicings(), bench.snapshot().servicings());
    assertEquals(ended.run().counts(), bench.snapshot().run().counts());
  }

  @Test
  void payloadsOutputsAndTheJournalCanBeRead() {
    script.start("install", new Outcome.Done("the output"));
    bench.boot();
    bench.submit(allSteps());
    bench.stepper.settle();
    Runs runs = bench.stepper.runs();
    assertEquals(Optional.of("payload of the run"), runs.payload("run-1"));
    assertEquals(Optional.of("payload of vm1"), runs.payload("run-1", "vm1"));
    assertEquals(Optional.empty(), runs.payload("run-1", "vm2"));
    assertEquals(Optional.of("the output"), runs.output(bench.step("install").id()));
    assertEquals("payload of vm1", script.contexts.getFirst().payload());
    assertEquals("payload of the run", script.contexts.getFirst().runPayload());
    assertEquals(Optional.of("the output"), script.contexts.getLast().output("install"));
    List<Runs.JournalLine> lines = runs.journal("run-1", 0, 3);
    assertEquals(List.of("admin", "engine", "engine"), lines.stream().map(Runs.JournalLine::by).toList());
    assertEquals(List.of("submitted: nightly, 1 to service", "claimed", "done"),
        lines.stream().map(Runs.JournalLine::text).toList());
    assertEquals("vm1", lines.get(1).servicingId());
    assertTrue(runs.journal("run-1", lines.getLast().seq(), 100).getFirst().seq() > lines.getLast().seq());
    assertEquals(List.of(), runs.journal("run-9", 0, 10));
  }

  @Test
  void keysAreShortAndUniqueOverInstallationsRunsServicingsAndLives() {
    bench.boot();
    bench.submit(Bench.plan(2, allSteps()));
    bench.stepper.settle();
    StepContext context = script.contexts.getFirst();
    assertEquals("0a1b2c3d-r1-s1-l1", context.servicingKey());
    assertEquals("0a1b2c3d-r1-s1-l1-p0-a1", context.stepKey());
    assertEquals(10, script.contexts.stream().map(StepContext::stepKey).distinct().count());
  }

  @Test
  void aKeyTellsItsRunUnlessItIsNotOfThisInstallation() {
    bench.boot();
    bench.submit(allSteps());
    bench.stepper.settle();
    Runs runs = bench.stepper.runs();
    assertEquals(Optional.of("run-1"), runs.runOf(script.contexts.getFirst().servicingKey()));
    assertEquals(Optional.empty(), runs.runOf("ffffffff-r1-s1-l1"));
    assertEquals(Optional.empty(), runs.runOf("rollback-to-1-as-3"));
    assertEquals(Optional.empty(), runs.runOf(""));
  }
}
