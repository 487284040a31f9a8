package org.dormouse.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.dormouse.engine.store.Batch;
import org.dormouse.engine.store.JournalRow;
import org.dormouse.engine.store.RunStore;
import org.dormouse.engine.store.ServicingRow;
import org.dormouse.engine.store.StepRow;

/** A store that dies at a chosen write, with that write or without it. */
final class CrashingStore implements RunStore {

  /** The machine is gone. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1;

    Crash() {
      super("crash", null, false, false);
    }
  }

  private final RunStore store;
  /** Writes until the crash. */
  private int left;
  private final boolean written;
  int commits;

  CrashingStore(RunStore store, int left, boolean written) {
    this.store = store;
    this.left = left;
    this.written = written;
  }

  @Override
  public void commit(Batch batch) {
    commits++;
    if (--left == 0) {
      if (written) {
        store.commit(batch);
      }
      throw new Crash();
    }
    store.commit(batch);
  }

  @Override
  public String installation() {
    return store.installation();
  }

  @Override
  public Unfinished unfinished() {
    return store.unfinished();
  }

  @Override
  public List<StoredRun> runs(int limit) {
    return store.runs(limit);
  }

  @Override
  public Optional<StoredRun> run(long number) {
    return store.run(number);
  }

  @Override
  public List<ServicingRow> servicings(long run) {
    return store.servicings(run);
  }

  @Override
  public List<StepRow> steps(long run) {
    return store.steps(run);
  }

  @Override
  public Optional<String> payload(long run) {
    return store.payload(run);
  }

  @Override
  public Optional<String> payload(long run, int position) {
    return store.payload(run, position);
  }

  @Override
  public Optional<String> output(long step) {
    return store.output(step);
  }

  @Override
  public List<JournalRow> journal(long run, long afterSeq, int limit) {
    return store.journal(run, afterSeq, limit);
  }

  @Override
  public List<JournalRow> journal(long run, int position) {
    return store.journal(run, position);
  }

  @Override
  public List<Long> archive(Instant endedBefore, int limit) {
    return store.archive(endedBefore, limit);
  }

  @Override
  public void close() {
    store.close();
  }
}
