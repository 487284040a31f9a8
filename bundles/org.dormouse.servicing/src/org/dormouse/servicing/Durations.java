package org.dormouse.servicing;

import com.google.gson.JsonParseException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dormouse.engine.Change;
import org.dormouse.engine.RunView;
import org.dormouse.engine.Runs;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.ServicingView;
import org.dormouse.engine.StepState;
import org.dormouse.engine.StepView;
import org.dormouse.engine.store.StoreFailed;
import org.dormouse.inventory.Inventory;
import org.dormouse.inventory.InventoryFailed;
import org.dormouse.json.Json;
import org.dormouse.servicing.plan.Expectations;
import org.dormouse.servicing.plan.Timing;
import org.dormouse.servicing.steps.Outputs;
import org.dormouse.servicing.steps.StepKind;
import org.dormouse.spi.BackendSpec;

/**
 * How long servicings took, remembered for each VM: the last few that succeeded. It is learned from runs when they have
 * ended, by a thread of its own, and written down, so that it outlives the runs' way into the archive. What an engine
 * that crashed had not learned is learned at the next start from the newest runs. Thread-safe.
 */
public final class Durations implements Consumer<Change>, AutoCloseable {

  static final String KIND = "vm-timing";
  private static final Logger LOG = System.getLogger(Durations.class.getName());
  private static final int NEWEST_RUNS = 50;
  private static final int KEPT = 5;
  private static final long LEAVING_MILLIS = 5_000;

  /** As it is written down, newest first. */
  record Note(List<Timing> timings) {}

  private final Inventory inventory;
  private final Runs runs;
  private final Map<String, List<Timing>> known = new ConcurrentHashMap<>();
  private final Map<String, Instant> learned = new ConcurrentHashMap<>();
  private final Semaphore news = new Semaphore(1);
  private final Thread learner = Thread.ofPlatform().daemon().name("durations").unstarted(this::work);
  private final Instant noted;
  private volatile boolean closed;

  public Durations(Inventory inventory, Runs runs) {
    this.inventory = inventory;
    this.runs = runs;
    inventory.list(KIND).forEach(object -> known.put(object.name(),
        Json.read(object.document(), Note.class).timings()));
    noted = known.values().stream().flatMap(List::stream).map(Timing::at).max(Comparator.naturalOrder())
        .orElse(Instant.MIN);
  }

  /** @param subscribe takes who is to be told of every change of every run from now on */
  public void begin(Consumer<Consumer<Change>> subscribe) {
    subscribe.accept(this);
    learner.start();
  }

  /** What is to be expected on hosts and from an update service of these types. */
  public Expectations expectations(Set<String> hypervisors, String service) {
    return new Expectations(Map.copyOf(known), hypervisors, service);
  }

  /** What is to be expected of VMs of which no more is known than their past and that of all others. */
  public Expectations ofAll() {
    return expectations(Set.of(), "");
  }

  /** On the engine's thread: returns at once. */
  @Override
  public void accept(Change change) {
    if (change instanceof Change.RunChanged(long seq, RunView run) && run.ended().isPresent()) {
      news.release();
    }
  }

  private void work() {
    try {
      while (!closed) {
        news.acquire();
        news.drainPermits();
        learn();
      }
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "told to end");
    }
  }

  /** Learns from what has ended since; answers from how many servicings. */
  synchronized int learn() {
    try {
      Map<String, List<Timing>> fresh = new HashMap<>();
      for (RunView run : closed ? List.<RunView>of() : runs.list(NEWEST_RUNS).reversed()) {
        if (run.ended().filter(end -> !end.isBefore(noted) && !end.equals(learned.get(run.id()))).isPresent()) {
          if (run.counts().getOrDefault(ServicingState.SUCCEEDED, 0) > 0) {
            timings(run.id()).forEach((id, timing) -> take(id, timing, fresh));
          }
          learned.put(run.id(), run.ended().get());
        }
      }
      Map<String, String> documents = new HashMap<>();
      fresh.forEach((id, timings) -> documents.put(id, Json.write(new Note(timings))));
      inventory.putAll(KIND, documents, Observations.ENGINE);
      known.putAll(fresh);
      return fresh.size();
    } catch (StoreFailed | InventoryFailed | JsonParseException e) {
      LOG.log(Level.WARNING, "How long servicings took could not be learned; forecasts go by what was known before.",
          e);
      return 0;
    }
  }

  private void take(String id, Timing timing, Map<String, List<Timing>> fresh) {
    List<Timing> all = new ArrayList<>(fresh.getOrDefault(id, known.getOrDefault(id, List.of())));
    if (all.stream().noneMatch(same -> same.run().equals(timing.run()) && same.at().equals(timing.at()))) {
      all.add(timing);
      all.sort(Comparator.comparing(Timing::at).reversed());
      fresh.put(id, List.copyOf(all.subList(0, Math.min(KEPT, all.size()))));
    }
  }

  private Map<String, Timing> timings(String runId) {
    Optional<RunPayload> payload = runs.payload(runId).map(text -> Json.read(text, RunPayload.class));
    Optional<Runs.Snapshot> snapshot = runs.snapshot(runId);
    if (payload.isEmpty() || snapshot.isEmpty()) {
      return Map.of();
    }
    Map<String, List<StepView>> steps = snapshot.get().steps().stream()
        .filter(step -> step.state() == StepState.SUCCEEDED).collect(Collectors.groupingBy(StepView::servicingId));
    Map<String, Timing> timings = new HashMap<>();
    for (ServicingView servicing : snapshot.get().servicings()) {
      if (servicing.state() == ServicingState.SUCCEEDED && servicing.ended().isPresent()) {
        timing(servicing, steps.getOrDefault(servicing.id(), List.of()), payload.get())
            .ifPresent(timing -> timings.put(servicing.subject(), timing));
      }
    }
    return timings;
  }

  /** Empty for one that had no place, and so was not woken. */
  private Optional<Timing> timing(ServicingView servicing, List<StepView> steps, RunPayload payload) {
    Optional<StepView> place = last(steps, StepKind.PLACE);
    if (place.flatMap(StepView::ended).isEmpty()) {
      return Optional.empty();
    }
    Instant ended = servicing.ended().orElseThrow();
    Map<String, Long> millis = new HashMap<>();
    steps.stream().filter(step -> step.life() == place.get().life() && step.started().isPresent()
        && step.ended().isPresent()).forEach(step -> millis.merge(step.kind(),
            Duration.between(step.started().get(), step.ended().get()).toMillis(), Long::sum));
    String host = place.get().granted().map(payload.hosts()::get).map(BackendSpec::type).orElse("");
    int packages = output(steps, StepKind.INSTALL, Outputs.Patched.class).map(done -> done.changes().size()).orElse(0);
    long bytes = output(steps, StepKind.STORE, Outputs.Stored.class).map(stored -> stored.generation().files().stream()
        .mapToLong(file -> file.size()).sum()).orElse(0L);
    return Optional.of(new Timing(servicing.runId(), ended, host, payload.service().type(),
        Math.max(0, Math.round(Duration.between(place.get().ended().get(), ended).toMillis() / 1000.0)), packages,
        bytes, millis));
  }

  private <T> Optional<T> output(List<StepView> steps, StepKind kind, Class<T> type) {
    return last(steps, kind).flatMap(step -> runs.output(step.id())).filter(text -> !text.isEmpty())
        .map(text -> Json.read(text, type));
  }

  private static Optional<StepView> last(List<StepView> steps, StepKind kind) {
    return steps.stream().filter(step -> step.kind().equals(kind.kind()))
        .max(Comparator.comparingLong(StepView::id));
  }

  /** What is being learned is learned to its end, bounded: nobody is interrupted in the database. */
  @Override
  public void close() {
    closed = true;
    news.release();
    try {
      learner.join(LEAVING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
