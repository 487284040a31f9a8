package org.dormouse.engine.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.dormouse.engine.ServicingState;

/**
 * Keeps runs durably. {@link #commit} is called by one thread only and returns when the batch survives a crash of the
 * machine; reads may come on any thread at any time and see whole batches only. Whatever a store cannot do it answers
 * by a {@link StoreFailed} that says what was attempted; of a batch that failed nothing has been written.
 */
public interface RunStore extends AutoCloseable {

  /** Eight hexadecimal digits, made once, different for every state directory. */
  String installation();

  /** Whatever has not ended, for recovery: runs not ended and runs with a step that is CLEANUP_OWED, whole. */
  Unfinished unfinished();

  record Unfinished(List<RunRow> runs, List<ServicingRow> servicings, List<StepRow> steps, List<LeaseRow> leases,
      Map<String, Long> capacities, Numbers numbers) {}

  /**
   * Writes all or nothing. A row whose stored version is not the one the batch names means that somebody else wrote
   * it: nothing is written and {@link StaleRow} is thrown.
   */
  void commit(Batch batch);

  /** Newest first. */
  List<StoredRun> runs(int limit);

  Optional<StoredRun> run(long number);

  /** @param counts number of its servicings by state, of all states that occur */
  record StoredRun(RunRow run, Map<ServicingState, Integer> counts) {}

  /** By position. */
  List<ServicingRow> servicings(long run);

  /** Every attempt, by position, then id. */
  List<StepRow> steps(long run);

  Optional<String> payload(long run);

  Optional<String> payload(long run, int position);

  Optional<String> output(long step);

  /** Oldest first. */
  List<JournalRow> journal(long run, long afterSeq, int limit);

  /** Oldest first, those lines of one servicing: what explains how it came to where it is. */
  List<JournalRow> journal(long run, int position);

  /**
   * Moves the oldest runs that ended before the given instant and owe no clean-up into the store's archive, journal,
   * payloads and outputs included; a run's rows are deleted only after its archive is durable. Answers the numbers of
   * the runs that were archived, at most {@code limit}.
   */
  List<Long> archive(Instant endedBefore, int limit);

  @Override
  void close();
}
