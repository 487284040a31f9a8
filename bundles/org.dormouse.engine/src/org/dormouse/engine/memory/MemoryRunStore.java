package org.dormouse.engine.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.dormouse.engine.ServicingState;
import org.dormouse.engine.StepState;
import org.dormouse.engine.store.Batch;
import org.dormouse.engine.store.Batch.Submitted;
import org.dormouse.engine.store.Batch.Updated;
import org.dormouse.engine.store.JournalRow;
import org.dormouse.engine.store.LeaseRow;
import org.dormouse.engine.store.Numbers;
import org.dormouse.engine.store.RunRow;
import org.dormouse.engine.store.RunStore;
import org.dormouse.engine.store.ServicingRow;
import org.dormouse.engine.store.StaleRow;
import org.dormouse.engine.store.StepRow;

/**
 * A {@link RunStore} whose only durability is the life of the process: closing it keeps everything, so an engine that
 * is started on it afterwards recovers as it would from a disk. Thread-safe.
 */
public final class MemoryRunStore implements RunStore {

  private static final class StoredRunData {
    RunRow row;
    String payload = "";
    final TreeMap<Integer, ServicingRow> servicings = new TreeMap<>();
    final List<String> payloads = new ArrayList<>();
    final TreeMap<Long, StepRow> steps = new TreeMap<>();
    final List<JournalRow> journal = new ArrayList<>();

    boolean owesCleanup() {
      return steps.values().stream().anyMatch(step -> step.state() == StepState.CLEANUP_OWED);
    }
  }

  private final String installation;
  private final TreeMap<Long, StoredRunData> runs = new TreeMap<>();
  private final Map<Long, String> outputs = new HashMap<>();
  private final List<LeaseRow> leases = new ArrayList<>();
  private final Map<String, Long> capacities = new HashMap<>();
  private Numbers numbers = Numbers.NONE;

  /** @param installation eight hexadecimal digits */
  public MemoryRunStore(String installation) {
    this.installation = installation;
  }

  @Override
  public String installation() {
    return installation;
  }

  @Override
  public synchronized Unfinished unfinished() {
    List<StoredRunData> open = runs.values().stream()
        .filter(run -> run.row.ended().isEmpty() || run.owesCleanup()).toList();
    return new Unfinished(open.stream().map(run -> run.row).toList(),
        open.stream().flatMap(run -> run.servicings.values().stream()).toList(),
        open.stream().flatMap(run -> sorted(run).stream()).toList(),
        List.copyOf(leases), Map.copyOf(capacities), numbers);
  }

  @Override
  public synchronized void commit(Batch batch) {
    check(batch);
    batch.submitted().forEach(this::insert);
    batch.runs().forEach(updated -> runs.get(updated.row().number()).row = updated.row());
    batch.servicings().forEach(
        updated -> runs.get(updated.row().run()).servicings.put(updated.row().position(), updated.row()));
    batch.steps().forEach(step -> runs.get(step.run()).steps.put(step.id(), step));
    batch.stepUpdates().forEach(updated -> runs.get(updated.row().run()).steps.put(updated.row().id(), updated.row()));
    outputs.putAll(batch.outputs());
    batch.journal().forEach(line -> runs.get(line.run()).journal.add(line));
    leases.removeAll(batch.leasesFreed());
    leases.addAll(batch.leases());
    capacities.putAll(batch.capacities());
    numbers = batch.numbers();
  }

  private void check(Batch batch) {
    for (Updated<RunRow> updated : batch.runs()) {
      RunRow stored = stored(updated.row().number()).row;
      compare("run", stored.id(), stored.version(), updated.storedVersion());
    }
    for (Updated<ServicingRow> updated : batch.servicings()) {
      ServicingRow stored = stored(updated.row().run()).servicings.get(updated.row().position());
      compare("servicing", updated.row().id(), stored == null ? 0 : stored.version(), updated.storedVersion());
    }
    for (Updated<StepRow> updated : batch.stepUpdates()) {
      StepRow stored = stored(updated.row().run()).steps.get(updated.row().id());
      compare("step", "" + updated.row().id(), stored == null ? 0 : stored.version(), updated.storedVersion());
    }
  }

  private StoredRunData stored(long run) {
    StoredRunData stored = runs.get(run);
    if (stored == null) {
      throw new StaleRow("Run " + run + " was to be changed, but it is not stored.");
    }
    return stored;
  }

  private static void compare(String what, String name, long stored, long expected) {
    if (stored != expected) {
      throw new StaleRow("The " + what + " " + name + " was to be changed from version " + expected
          + ", but the stored one is " + stored + ": another engine has written it.");
    }
  }

  private void insert(Submitted submitted) {
    StoredRunData run = new StoredRunData();
    run.row = submitted.run();
    run.payload = submitted.payload();
    submitted.servicings().forEach(servicing -> run.servicings.put(servicing.position(), servicing));
    run.payloads.addAll(submitted.payloads());
    submitted.steps().forEach(step -> run.steps.put(step.id(), step));
    runs.put(run.row.number(), run);
  }

  @Override
  public synchronized List<StoredRun> runs(int limit) {
    return runs.descendingMap().values().stream().limit(limit).map(MemoryRunStore::answer).toList();
  }

  @Override
  public synchronized Optional<StoredRun> run(long number) {
    return Optional.ofNullable(runs.get(number)).map(MemoryRunStore::answer);
  }

  private static StoredRun answer(StoredRunData run) {
    Map<ServicingState, Integer> counts = new EnumMap<>(ServicingState.class);
    run.servicings.values().forEach(servicing -> counts.merge(servicing.state(), 1, Integer::sum));
    return new StoredRun(run.row, counts);
  }

  @Override
  public synchronized List<ServicingRow> servicings(long run) {
    return find(run).map(found -> List.copyOf(found.servicings.values())).orElse(List.of());
  }

  @Override
  public synchronized List<StepRow> steps(long run) {
    return find(run).map(MemoryRunStore::sorted).orElse(List.of());
  }

  private static List<StepRow> sorted(StoredRunData run) {
    return run.steps.values().stream()
        .sorted((a, b) -> a.position() != b.position() ? a.position() - b.position() : Long.compare(a.id(), b.id()))
        .toList();
  }

  private Optional<StoredRunData> find(long run) {
    return Optional.ofNullable(runs.get(run));
  }

  @Override
  public synchronized Optional<String> payload(long run) {
    return find(run).map(found -> found.payload);
  }

  @Override
  public synchronized Optional<String> payload(long run, int position) {
    return find(run).filter(found -> position >= 0 && position < found.payloads.size())
        .map(found -> found.payloads.get(position));
  }

  @Override
  public synchronized Optional<String> output(long step) {
    return Optional.ofNullable(outputs.get(step));
  }

  @Override
  public synchronized List<JournalRow> journal(long run, long afterSeq, int limit) {
    return find(run).map(found -> found.journal).orElse(List.of()).stream()
        .filter(line -> line.seq() > afterSeq).limit(limit).toList();
  }

  @Override
  public synchronized List<JournalRow> journal(long run, int position) {
    return find(run).map(found -> found.journal).orElse(List.of()).stream()
        .filter(line -> line.position() == position).toList();
  }

  /** The archive of this store is oblivion. */
  @Override
  public synchronized List<Long> archive(Instant endedBefore, int limit) {
    List<Long> old = runs.values().stream()
        .filter(run -> run.row.ended().filter(ended -> ended.isBefore(endedBefore)).isPresent() && !run.owesCleanup())
        .map(run -> run.row.number()).limit(limit).toList();
    old.forEach(number -> runs.remove(number).steps.keySet().forEach(outputs::remove));
    return old;
  }

  /** Keeps what is stored: an engine may be opened on it again. */
  @Override
  public void close() {
    // deliberately nothing
  }
}
