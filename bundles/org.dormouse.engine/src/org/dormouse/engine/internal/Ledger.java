package org.dormouse.engine.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.dormouse.engine.Change;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.store.Batch;
import org.dormouse.engine.store.Batch.Submitted;
import org.dormouse.engine.store.Batch.Updated;
import org.dormouse.engine.store.JournalRow;
import org.dormouse.engine.store.LeaseRow;
import org.dormouse.engine.store.Numbers;
import org.dormouse.engine.store.RunStore;

/**
 * The runs in memory and what the present turn has changed in them. {@link #commit} writes all of it in one
 * transaction; only then are changes told and calls made. If that fails memory is ahead of the store, and the engine
 * has to stop.
 */
final class Ledger {

  static final String ENGINE = "engine";

  private record Told(String runId, Change change) {}

  final Subscriptions subscriptions = new Subscriptions();
  private final RunStore store;
  private final TreeMap<Long, Run> runs = new TreeMap<>();
  private Numbers numbers = Numbers.NONE;
  private Instant now = Instant.EPOCH;
  private long transitions;

  private final Map<Run, Submitted> submitted = new LinkedHashMap<>();
  private final Set<Run> changedRuns = new LinkedHashSet<>();
  private final Set<Servicing> changedServicings = new LinkedHashSet<>();
  private final Set<Step> changedSteps = new LinkedHashSet<>();
  private final Map<Long, String> outputs = new HashMap<>();
  private final List<JournalRow> journal = new ArrayList<>();
  private final List<LeaseRow> leasesFreed = new ArrayList<>();
  private final List<LeaseRow> leases = new ArrayList<>();
  private final Map<String, Long> capacities = new HashMap<>();
  private final List<Told> changes = new ArrayList<>();
  private final List<Runnable> afterCommit = new ArrayList<>();

  Ledger(RunStore store) {
    this.store = store;
  }

  void begin(Instant turn) {
    now = turn;
  }

  Instant now() {
    return now;
  }

  Collection<Run> runs() {
    return runs.values();
  }

  Optional<Run> run(long number) {
    return Optional.ofNullable(runs.get(number));
  }

  void restore(Run run) {
    runs.put(run.number, run);
  }

  void restore(Numbers highest) {
    numbers = highest;
  }

  long seq() {
    return numbers.seq();
  }

  long transitions() {
    return transitions;
  }

  long nextRun() {
    numbers = new Numbers(numbers.seq(), numbers.run() + 1, numbers.step());
    return numbers.run();
  }

  long nextStep() {
    numbers = new Numbers(numbers.seq(), numbers.run(), numbers.step() + 1);
    return numbers.step();
  }

  private long nextSeq() {
    numbers = new Numbers(numbers.seq() + 1, numbers.run(), numbers.step());
    return numbers.seq();
  }

  void submit(Run run, String payload, List<String> payloads) {
    runs.put(run.number, run);
    submitted.put(run, new Submitted(run.row(), payload, List.of(), payloads, List.of()));
  }

  /** A step has made a transition, or is new. */
  void changed(Step step) {
    transitions++;
    touched(step);
    if (subscriptions.wanted(step.servicing.run.id)) {
      changes.add(new Told(step.servicing.run.id, new Change.StepChanged(step.seq, step.view())));
    }
  }

  /** A step's row is to be written, but nothing that others see has changed. */
  void touched(Step step) {
    step.seq = nextSeq();
    step.version++;
    changedSteps.add(step);
  }

  void journal(Step step, String by, String text) {
    journal(step.seq, step.servicing.run, step.servicing.position, step.plan.kind(), by, text);
  }

  void journal(Servicing servicing, String by, String text) {
    journal(nextSeq(), servicing.run, servicing.position, "", by, text);
  }

  void journal(Run run, String by, String text) {
    journal(nextSeq(), run, -1, "", by, text);
  }

  private void journal(long seq, Run run, int position, String kind, String by, String text) {
    journal.add(new JournalRow(seq, now, run.number, position, kind, Texts.line(by, 200), Texts.line(text, 8000)));
  }

  void changed(Servicing servicing) {
    servicing.seq = nextSeq();
    servicing.version++;
    changedServicings.add(servicing);
    if (subscriptions.wanted(servicing.run.id)) {
      changes.add(new Told(servicing.run.id, new Change.ServicingChanged(servicing.seq, servicing.view())));
    }
  }

  /** Sets the state and keeps the run's counts right. */
  void state(Servicing servicing, ServicingState state) {
    if (servicing.state == state) {
      return;
    }
    servicing.run.count(servicing.state, -1);
    servicing.run.count(state, 1);
    servicing.state = state;
    changed(servicing);
    told(servicing.run);
  }

  void changed(Run run) {
    run.version++;
    changedRuns.add(run);
    told(run);
  }

  private void told(Run run) {
    run.seq = nextSeq();
    if (subscriptions.wanted(run.id)) {
      changes.add(new Told(run.id, new Change.RunChanged(run.seq, run.view())));
    }
  }

  void output(Step step, String output) {
    outputs.put(step.id, output);
  }

  void leased(LeaseRow lease) {
    leases.add(lease);
  }

  void freed(LeaseRow lease) {
    if (!leases.remove(lease)) {
      leasesFreed.add(lease);
    }
  }

  void capacity(String resource, long amount) {
    capacities.put(resource, amount);
  }

  /** To be done once what this turn has changed is durable. */
  void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  /** What happened to a step, for a message about something that must not happen. */
  List<String> history(Step step) {
    List<String> history = new ArrayList<>();
    List<JournalRow> lines = new ArrayList<>(store.journal(step.servicing.run.number, step.servicing.position));
    lines.addAll(journal);
    lines.stream()
        .filter(line -> line.run() == step.servicing.run.number && line.position() == step.servicing.position)
        .filter(line -> line.step().isEmpty() || line.step().equals(step.plan.kind()))
        .map(line -> line.seq() + " " + line.at() + " " + line.step() + " " + line.text()).forEach(history::add);
    return history.size() <= 50 ? history : history.subList(history.size() - 50, history.size());
  }

  private boolean anythingToWrite() {
    return !(submitted.isEmpty() && changedRuns.isEmpty() && changedServicings.isEmpty() && changedSteps.isEmpty()
        && journal.isEmpty() && leases.isEmpty() && leasesFreed.isEmpty() && capacities.isEmpty());
  }

  void commit() {
    if (anythingToWrite()) {
      store.commit(batch());
      changedRuns.forEach(run -> run.storedVersion = run.version);
      submitted.keySet().forEach(Ledger::stored);
      changedServicings.forEach(servicing -> servicing.storedVersion = servicing.version);
      changedSteps.forEach(step -> step.storedVersion = step.version);
    }
    List<Told> toTell = List.copyOf(changes);
    List<Runnable> toDo = List.copyOf(afterCommit);
    List.of(submitted.keySet(), changedRuns, changedServicings, changedSteps, journal, leasesFreed, leases, changes,
        afterCommit).forEach(Collection::clear);
    outputs.clear();
    capacities.clear();
    toTell.forEach(told -> subscriptions.tell(told.runId(), told.change()));
    toDo.forEach(Runnable::run);
    runs.values().removeIf(run -> run.ended != null && run.owed == 0);
  }

  private Batch batch() {
    List<Submitted> newRuns = submitted.entrySet().stream().map(entry -> whole(entry.getKey(), entry.getValue()))
        .toList();
    return new Batch(newRuns,
        changedRuns.stream().filter(run -> !submitted.containsKey(run))
            .map(run -> new Updated<>(run.row(), run.storedVersion)).toList(),
        changedServicings.stream().filter(servicing -> !submitted.containsKey(servicing.run))
            .map(servicing -> new Updated<>(servicing.row(), servicing.storedVersion)).toList(),
        changedSteps.stream().filter(step -> step.storedVersion == 0 && !submitted.containsKey(step.servicing.run))
            .map(Step::row).toList(),
        changedSteps.stream().filter(step -> step.storedVersion != 0 && !submitted.containsKey(step.servicing.run))
            .map(step -> new Updated<>(step.row(), step.storedVersion)).toList(),
        outputs, journal, leasesFreed, leases, capacities, numbers);
  }

  private static Submitted whole(Run run, Submitted planned) {
    return new Submitted(run.row(), planned.payload(), run.servicings.stream().map(Servicing::row).toList(),
        planned.payloads(),
        run.servicings.stream().flatMap(servicing -> servicing.steps.stream()).map(Step::row).toList());
  }

  private static void stored(Run run) {
    run.storedVersion = run.version;
    for (Servicing servicing : run.servicings) {
      servicing.storedVersion = servicing.version;
      servicing.steps.forEach(step -> step.storedVersion = step.version);
    }
  }
}
