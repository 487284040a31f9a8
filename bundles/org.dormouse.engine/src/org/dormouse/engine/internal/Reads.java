package org.dormouse.engine.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.dormouse.engine.Change;
import org.dormouse.engine.RunView;
import org.dormouse.engine.Runs;
import org.dormouse.engine.ServicingView;
import org.dormouse.engine.StepView;
import org.dormouse.engine.store.JournalRow;
import org.dormouse.engine.store.LeaseRow;
import org.dormouse.engine.store.RunRow;
import org.dormouse.engine.store.RunStore.StoredRun;
import org.dormouse.engine.store.ServicingRow;
import org.dormouse.engine.store.StepRow;

/** Runs as they are between two turns: from memory while they are there, else from the store. */
final class Reads implements Runs {

  private final Core core;

  Reads(Core core) {
    this.core = core;
  }

  @Override
  public List<RunView> list(int limit) {
    Map<Long, RunView> inMemory = core.locked(() -> core.ledger.runs().stream()
        .collect(Collectors.toMap(run -> run.number, Run::view)));
    return core.store.runs(limit).stream()
        .map(stored -> inMemory.getOrDefault(stored.run().number(), view(stored))).toList();
  }

  @Override
  public Optional<RunView> run(String runId) {
    return Core.number(runId).flatMap(number -> core.locked(() -> core.ledger.run(number).map(Run::view))
        .or(() -> core.store.run(number).map(Reads::view)));
  }

  private static RunView view(StoredRun stored) {
    return new RunView(stored.run().id(), stored.run().job(), stored.run().by(), stored.run().state(),
        stored.run().submitted(), stored.run().ended(), stored.counts(), stored.run().seq());
  }

  @Override
  public Optional<Opened> open(String runId, Consumer<Change> listener) {
    return snapshot(runId, () -> core.ledger.subscriptions.add(runId, listener))
        .map(snapshot -> new Opened(snapshot, () -> core.locked(() -> {
          core.ledger.subscriptions.remove(runId, listener);
          return true;
        })));
  }

  @Override
  public Optional<Snapshot> snapshot(String runId) {
    return snapshot(runId, () -> { });
  }

  /** @param atOnce done at the very moment of the snapshot */
  private Optional<Snapshot> snapshot(String runId, Runnable atOnce) {
    return Core.number(runId).flatMap(number -> {
      while (true) {
        Optional<Snapshot> present = core.locked(() -> core.ledger.run(number).map(run -> {
          atOnce.run();
          return fromMemory(run);
        }));
        if (present.isPresent()) {
          return present;
        }
        // a run that has ended may be large: it is not read while the engine waits, but looked at again afterwards
        Optional<StoredRun> stored = core.store.run(number);
        if (stored.isEmpty()) {
          return Optional.empty();
        }
        Snapshot read = fromStore(stored.get());
        Optional<Long> seq = core.locked(() -> unchanged(stored.get().run(), atOnce));
        if (seq.isPresent()) {
          return Optional.of(new Snapshot(seq.get(), read.run(), read.servicings(), read.steps()));
        }
      }
    });
  }

  /** The present seq, if the run is still the one that was read. */
  private Optional<Long> unchanged(RunRow read, Runnable atOnce) {
    boolean unchanged = core.ledger.run(read.number()).isEmpty() && core.store.run(read.number())
        .filter(run -> run.run().version() == read.version()).isPresent();
    if (!unchanged) {
      return Optional.empty();
    }
    atOnce.run();
    return Optional.of(core.ledger.seq());
  }

  private Snapshot fromMemory(Run run) {
    return new Snapshot(core.ledger.seq(), run.view(), run.servicings.stream().map(Servicing::view).toList(),
        run.servicings.stream().flatMap(servicing -> servicing.steps.stream()).map(Step::view).toList());
  }

  private Snapshot fromStore(StoredRun stored) {
    long number = stored.run().number();
    List<ServicingRow> servicings = core.store.servicings(number);
    return new Snapshot(stored.run().seq(), view(stored),
        servicings.stream().map(row -> view(stored.run().id(), row)).toList(),
        core.store.steps(number).stream().map(row -> view(stored.run().id(), servicings, row)).toList());
  }

  @Override
  public List<ServicingView> unended() {
    // whatever has not ended is in memory
    return core.locked(() -> core.ledger.runs().stream().flatMap(run -> run.servicings.stream())
        .filter(servicing -> !servicing.state.isFinal()).map(Servicing::view).toList());
  }

  @Override
  public Map<String, String> held(String kind) {
    return core.locked(() -> core.ledger.runs().stream().flatMap(run -> run.servicings.stream())
        .flatMap(servicing -> servicing.ofKind(kind).flatMap(step -> servicing.held(step.ordinal))
            .map(name -> Map.entry(servicing.subject, name)).stream())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one)));
  }

  private static ServicingView view(String runId, ServicingRow row) {
    return new ServicingView(runId, row.id(), row.subject(), row.position(), row.state(), row.started(), row.ended(),
        row.trouble());
  }

  private static StepView view(String runId, List<ServicingRow> servicings, StepRow row) {
    return new StepView(row.id(), row.seq(), runId, servicings.get(row.position()).id(), row.plan().kind(),
        row.ordinal(), row.attempt(), row.life(), row.state(), row.detail(), row.fraction(), row.started(),
        row.ended(), row.trouble(), row.granted(), row.due());
  }

  @Override
  public Optional<String> servicingKey(String runId, String servicingId, int life) {
    return Core.number(runId).flatMap(number -> position(number, servicingId)
        .map(position -> Servicing.key(core.store.installation(), number, position, life)));
  }

  @Override
  public Optional<String> runOf(String servicingKey) {
    return Servicing.run(core.store.installation(), servicingKey);
  }

  @Override
  public Optional<String> payload(String runId) {
    return Core.number(runId).flatMap(core.store::payload);
  }

  @Override
  public Optional<String> payload(String runId, String servicingId) {
    return Core.number(runId).flatMap(number -> position(number, servicingId)
        .flatMap(position -> core.store.payload(number, position)));
  }

  private Optional<Integer> position(long number, String servicingId) {
    return core.locked(() -> core.ledger.run(number).flatMap(run -> run.servicing(servicingId))
        .map(servicing -> servicing.position))
        .or(() -> core.store.servicings(number).stream().filter(row -> row.id().equals(servicingId))
            .map(ServicingRow::position).findFirst());
  }

  @Override
  public Optional<String> output(long stepId) {
    return core.store.output(stepId);
  }

  @Override
  public List<JournalLine> journal(String runId, long afterSeq, int limit) {
    return Core.number(runId).map(number -> {
      List<JournalRow> rows = core.store.journal(number, afterSeq, limit);
      Map<Integer, String> ids = rows.isEmpty() ? Map.of() : servicingIds(number);
      return rows.stream().map(row -> new JournalLine(row.seq(), row.at(), runId,
          ids.getOrDefault(row.position(), ""), row.step(), row.by(), row.text())).toList();
    }).orElse(List.of());
  }

  private Map<Integer, String> servicingIds(long number) {
    return core.locked(() -> core.ledger.run(number).map(run -> run.servicings.stream()
        .collect(Collectors.toMap(servicing -> servicing.position, servicing -> servicing.id))))
        .orElseGet(() -> core.store.servicings(number).stream()
            .collect(Collectors.toMap(ServicingRow::position, ServicingRow::id)));
  }

  @Override
  public List<Lease> leases() {
    return core.locked(() -> core.ledger.runs().stream().flatMap(run -> run.servicings.stream())
        .flatMap(servicing -> servicing.leases.stream()
            .filter(lease -> !lease.resource().equals(LeaseRow.CHOICE))
            .map(lease -> new Lease(servicing.run.id, servicing.id, lease.alternative(), lease.resource(),
                lease.amount())))
        .toList());
  }
}
