package org.dormouse.servicing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.dormouse.engine.Change;
import org.dormouse.engine.RunView;
import org.dormouse.engine.Runs;
import org.dormouse.engine.ServicingView;

/** Runs that are what a test says. */
final class QuietRuns implements Runs {

  /** Newest first. */
  final List<Snapshot> snapshots = new ArrayList<>();
  final List<ServicingView> unended = new ArrayList<>();

  @Override
  public List<RunView> list(int limit) {
    return snapshots.stream().map(Snapshot::run).limit(limit).toList();
  }

  @Override
  public Optional<RunView> run(String runId) {
    return snapshot(runId).map(Snapshot::run);
  }

  @Override
  public Optional<Opened> open(String runId, Consumer<Change> listener) {
    return Optional.empty();
  }

  @Override
  public Optional<Snapshot> snapshot(String runId) {
    return snapshots.stream().filter(snapshot -> snapshot.run().id().equals(runId)).findFirst();
  }

  @Override
  public Map<String, String> held(String kind) {
    return Map.of();
  }

  @Override
  public List<ServicingView> unended() {
    return unended;
  }

  @Override
  public Optional<String> payload(String runId) {
    return Optional.empty();
  }

  @Override
  public Optional<String> payload(String runId, String servicingId) {
    return Optional.empty();
  }

  @Override
  public Optional<String> output(long stepId) {
    return Optional.empty();
  }

  @Override
  public List<JournalLine> journal(String runId, long afterSeq, int limit) {
    return List.of();
  }

  @Override
  public List<Lease> leases() {
    return List.of();
  }
}
