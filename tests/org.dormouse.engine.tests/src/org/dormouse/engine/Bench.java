package org.dormouse.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.dormouse.engine.PlannedStep.Hold;
import org.dormouse.engine.StepPolicy.Recovery;
import org.dormouse.engine.internal.Transition;
import org.dormouse.engine.memory.MemoryRunStore;
import org.dormouse.engine.store.RunStore;

/** An engine on a store in memory, moved by hand, with plans of few steps to try it on. */
final class Bench {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final StepPolicy POLICY = new StepPolicy(Duration.ofMinutes(10), 3, Duration.ofSeconds(10),
      Duration.ofMinutes(1), new Recovery.Repeat(), false);
  static final StepPolicy ONCE = StepPolicy.once(Duration.ofMinutes(10));

  final Set<Transition> taken = new HashSet<>();
  final RunStore store;
  final Script script;
  EngineSettings settings = EngineSettings.DEFAULT;
  Stepper stepper;

  Bench() {
    this(new Script("claim", "deploy", "install", "store", "release", "scan"));
  }

  Bench(Script script) {
    this(script, new MemoryRunStore("0a1b2c3d"));
  }

  Bench(Script script, RunStore store) {
    this.script = script;
    this.store = store;
  }

  /** A first engine, or another one after the one before has died. */
  Stepper boot() {
    stepper = new Stepper(store, script.handlers(), settings, stepper == null ? START : stepper.now(), taken::add);
    return stepper;
  }

  static PlannedStep step(String kind, StepPolicy policy) {
    return PlannedStep.of(kind, policy);
  }

  static PlannedStep needing(String kind, Hold hold, Map<String, Long> amounts) {
    return new PlannedStep(kind, POLICY, List.of(new PlannedStep.Alternative("host-a", amounts)), hold, false);
  }

  static PlannedStep release() {
    return new PlannedStep("release", POLICY, List.of(), Hold.STEP, true);
  }

  /** One step before the release. */
  static List<PlannedStep> steps(StepPolicy install) {
    return List.of(step("install", install), release());
  }

  static List<PlannedStep> allSteps() {
    return List.of(step("claim", POLICY), step("deploy", POLICY), step("install", POLICY), step("store", POLICY),
        release());
  }

  static Plan plan(int servicings, List<PlannedStep> steps) {
    return plan(servicings, steps, Map.of(), FailureBudget.NONE);
  }

  static Plan plan(int servicings, List<PlannedStep> steps, Map<String, Long> capacities, FailureBudget budget) {
    List<PlannedServicing> planned = new ArrayList<>();
    for (int i = 1; i <= servicings; i++) {
      planned.add(new PlannedServicing("vm" + i, "library/vm" + i, "payload of vm" + i, steps));
    }
    return new Plan("nightly", "admin", "payload of the run", planned, capacities, budget);
  }

  String submit(Plan plan) {
    return ((RunControl.Accepted) stepper.control().submit(plan)).id();
  }

  /** Submits one servicing of these steps. */
  String submit(List<PlannedStep> steps) {
    return submit(plan(1, steps));
  }

  Runs.Snapshot snapshot() {
    return stepper.runs().snapshot(stepper.runs().list(1).getFirst().id()).orElseThrow();
  }

  ServicingView servicing() {
    return snapshot().servicings().getFirst();
  }

  ServicingState servicingState() {
    return servicing().state();
  }

  /** Newest attempt of a step of the first servicing. */
  StepView step(String kind) {
    return snapshot().steps().stream().filter(step -> step.kind().equals(kind) && step.servicingId().equals("vm1"))
        .reduce((older, newer) -> newer).orElseThrow();
  }

  /** Every attempt of every step: {@code kind STATE}. */
  List<String> states() {
    return snapshot().steps().stream().map(step -> step.kind() + " " + step.state()).toList();
  }

  String journal() {
    String id = stepper.runs().list(1).getFirst().id();
    return stepper.runs().journal(id, 0, 10_000).stream().map(Runs.JournalLine::text)
        .collect(Collectors.joining("\n"));
  }

  RunControl.Answer decide(String kind, Decision decision) {
    return stepper.control().decide(snapshot().run().id(), step(kind).id(), decision, "admin");
  }

  RunControl.Answer cancel() {
    return stepper.control().cancel(snapshot().run().id(), Optional.empty(), "admin");
  }
}
