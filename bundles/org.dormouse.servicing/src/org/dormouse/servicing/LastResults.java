package org.dormouse.servicing;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dormouse.engine.Change;
import org.dormouse.engine.RunView;
import org.dormouse.engine.Runs;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.ServicingView;
import org.dormouse.engine.StepView;
import org.dormouse.inventory.Inventory;
import org.dormouse.inventory.InventoryFailed;
import org.dormouse.json.Json;
import org.dormouse.servicing.Observed.ResultNote;
import org.dormouse.servicing.steps.StepKind;

/**
 * How the last servicing of each VM ended, and where it was woken: known at once for thousands of VMs, without reading
 * the runs of past nights. It listens to the engine, which it never keeps waiting; what it heard is written down by a
 * thread of its own, a moment later. What an engine that crashed had not written down yet is taken from the newest runs
 * at the next start. Thread-safe.
 */
public final class LastResults implements Consumer<Change>, AutoCloseable {

  static final String KIND = "vm-result";
  private static final Logger LOG = System.getLogger(LastResults.class.getName());
  private static final int NEWEST_RUNS = 20;
  private static final long PAUSE_MILLIS = 200;
  private static final long LEAVING_MILLIS = 5_000;

  private final Inventory inventory;
  private final InstantSource clock;
  private final Map<String, ResultNote> notes = new ConcurrentHashMap<>();
  /** By run and servicing, while it goes on. */
  private final Map<String, String> hosts = new ConcurrentHashMap<>();
  private final Map<String, ResultNote> unwritten = new LinkedHashMap<>();
  private final Thread writer = Thread.ofPlatform().daemon().name("last-results").unstarted(this::write);
  private final Instant noted;
  private boolean closed;

  /** Reads what was written down; {@link #begin} makes it listen. */
  public LastResults(Inventory inventory, InstantSource clock) {
    this.inventory = inventory;
    this.clock = clock;
    inventory.list(KIND).forEach(object -> notes.put(object.name(), Json.read(object.document(), ResultNote.class)));
    noted = notes.values().stream().map(ResultNote::at).max(Comparator.naturalOrder()).orElse(Instant.MIN);
  }

  /** Of a VM that was never serviced there is none. */
  public Optional<ResultNote> of(String id) {
    return Optional.ofNullable(notes.get(id));
  }

  /** @param subscribe takes who is to be told of every change of every run from now on */
  public void begin(Consumer<Consumer<Change>> subscribe, Runs runs) {
    subscribe.accept(this);
    writer.start();
    Thread.ofPlatform().daemon().name("last-results-missed").start(() -> {
      try {
        catchUp(runs);
      } catch (RuntimeException e) {
        // the engine may be closed already
        LOG.log(Level.WARNING, "It was not looked up how the last servicings of a former engine ended; lists may show"
            + " an older result of their VMs until these are serviced again.", e);
      }
    });
  }

  /** Looks at runs in which something may have ended that is not written down. */
  void catchUp(Runs runs) {
    List<RunView> newest = runs.list(NEWEST_RUNS).stream()
        .filter(run -> run.ended().isEmpty() || !run.ended().get().isBefore(noted)).toList();
    for (RunView run : newest.reversed()) {
      runs.snapshot(run.id()).ifPresent(snapshot -> {
        Map<String, String> places = snapshot.steps().stream().filter(LastResults::isPlaced)
            .collect(Collectors.toMap(StepView::servicingId, step -> step.granted().orElseThrow(), (old, now) -> now));
        snapshot.servicings().forEach(servicing -> {
          Optional<String> place = Optional.ofNullable(places.get(servicing.id()));
          if (servicing.state().isFinal()) {
            note(servicing, place.orElse(""));
          } else {
            place.ifPresent(host -> hosts.putIfAbsent(key(servicing.runId(), servicing.id()), host));
          }
        });
      });
    }
  }

  /** On the engine's thread: returns at once. */
  @Override
  public void accept(Change change) {
    switch (change) {
      case Change.StepChanged(long seq, StepView step) when isPlaced(step) ->
          hosts.put(key(step.runId(), step.servicingId()), step.granted().orElseThrow());
      case Change.ServicingChanged(long seq, ServicingView servicing) when servicing.state().isFinal() ->
          note(servicing, Optional.ofNullable(hosts.remove(key(servicing.runId(), servicing.id()))).orElse(""));
      default -> { }
    }
  }

  private static boolean isPlaced(StepView step) {
    return step.kind().equals(StepKind.PLACE.kind()) && step.granted().isPresent();
  }

  private static String key(String runId, String servicingId) {
    return runId + "/" + servicingId;
  }

  private void note(ServicingView servicing, String host) {
    Instant at = servicing.ended().orElseGet(clock::instant);
    ResultNote now = notes.compute(servicing.subject(), (id, before) -> before == null
        ? new ResultNote(at, result(servicing.state()), servicing.runId(), host)
        : before.at().isAfter(at) ? before
            : new ResultNote(at, result(servicing.state()), servicing.runId(), host.isEmpty() ? before.host() : host));
    synchronized (this) {
      if (unwritten.isEmpty()) {
        notifyAll();
      }
      unwritten.put(servicing.subject(), now);
    }
  }

  private static String result(ServicingState state) {
    return switch (state) {
      case SUCCEEDED -> ResultNote.SUCCEEDED;
      case UP_TO_DATE -> ResultNote.UP_TO_DATE;
      case FAILED -> ResultNote.FAILED;
      case CANCELLED -> ResultNote.CANCELLED;
      case WAITING, RUNNING, NEEDS_OPERATOR -> throw new IllegalArgumentException("has not ended: " + state);
    };
  }

  private void write() {
    try {
      for (Map<String, ResultNote> due = due(); !due.isEmpty(); due = due()) {
        write(due);
      }
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "interrupted while waiting for results");
    }
  }

  /** Waits for something to write; empty once closed and everything is written. */
  private synchronized Map<String, ResultNote> due() throws InterruptedException {
    while (unwritten.isEmpty() && !closed) {
      wait();
    }
    if (!closed) {
      // a moment, so that one transaction takes what comes together
      wait(PAUSE_MILLIS);
    }
    Map<String, ResultNote> due = new LinkedHashMap<>(unwritten);
    unwritten.clear();
    return due;
  }

  private void write(Map<String, ResultNote> due) {
    Map<String, String> documents = new HashMap<>();
    due.forEach((id, note) -> documents.put(id, Json.write(note)));
    try {
      inventory.putAll(KIND, documents, Observations.ENGINE);
    } catch (InventoryFailed | IllegalArgumentException e) {
      LOG.log(Level.WARNING, "How " + due.size() + " servicings ended was not written down: " + e.getMessage()
          + " It is taken from the newest runs at the next start.", e);
    }
  }

  /** Writes what is left; bounded. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      writer.join(LEAVING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
