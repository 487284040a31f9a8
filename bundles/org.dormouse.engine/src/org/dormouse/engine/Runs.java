package org.dormouse.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads runs. Every answer is a consistent state. */
public interface Runs {

  /** Newest first. */
  List<RunView> list(int limit);

  Optional<RunView> run(String runId);

  /**
   * The state of a run and a subscription to every later change of it: nothing is missing and nothing is told twice
   * between the two. The listener is called on one engine thread and must return at once.
   */
  Optional<Opened> open(String runId, Consumer<Change> listener);

  /** @param close ends the subscription */
  record Opened(Snapshot snapshot, Runnable close) {}

  Optional<Snapshot> snapshot(String runId);

  record Snapshot(long seq, RunView run, List<ServicingView> servicings, List<StepView> steps) {
    public Snapshot {
      servicings = List.copyOf(servicings);
      steps = List.copyOf(steps);
    }
  }

  /** Servicings of all runs that have not ended. */
  List<ServicingView> unended();

  /**
   * What steps of that kind were granted and is still held.
   *
   * @return name of the alternative by the subject of the servicing
   */
  Map<String, String> held(String kind);

  /** The plan's opaque payload, the servicing's, and the outputs of its succeeded steps. */
  Optional<String> payload(String runId);

  Optional<String> payload(String runId, String servicingId);

  Optional<String> output(long stepId);

  /** What named the things made for a servicing in that life, see {@link StepContext#servicingKey}. */
  default Optional<String> servicingKey(String runId, String servicingId, int life) {
    return Optional.empty();
  }

  /** The run in which that key named things; empty if this engine never gave it to a servicing of its own. */
  default Optional<String> runOf(String servicingKey) {
    return Optional.empty();
  }

  /** The append-only journal of a run, oldest first. */
  List<JournalLine> journal(String runId, long afterSeq, int limit);

  record JournalLine(long seq, Instant at, String runId, String servicingId, String step, String by, String text) {}

  /** What servicings hold at present. */
  List<Lease> leases();

  record Lease(String runId, String servicingId, String alternative, String resource, long amount) {}
}
