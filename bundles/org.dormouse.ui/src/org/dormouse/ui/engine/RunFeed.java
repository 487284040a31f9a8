package org.dormouse.ui.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.dormouse.api.ApiError;
import org.dormouse.api.ClientApi;
import org.dormouse.api.RunsApi;

/**
 * One run as its followers see it: the newest state of everything in it, where a machine that the engine has begun with
 * but that waits for room on a host is waiting. Changes are gathered off the UI thread and brought over at most ten
 * times a second. All public methods on the UI thread only.
 */
public final class RunFeed implements AutoCloseable {

  private static final Duration AT_MOST = Duration.ofMillis(100);
  private static final Comparator<RunsApi.Servicing> BY_POSITION =
      Comparator.comparingInt(RunsApi.Servicing::position).thenComparing(RunsApi.Servicing::id);
  private static final Comparator<RunsApi.Step> BY_ORDER = Comparator.comparingInt(RunsApi.Step::life)
      .thenComparingInt(RunsApi.Step::ordinal).thenComparingInt(RunsApi.Step::attempt)
      .thenComparingLong(RunsApi.Step::id);

  /** Told on the UI thread. */
  public interface Listener {
    void changed(RunFeed feed, Delta delta);

    /** The run is not followed at present; what is known of it stays. A delta of all says that it is again. */
    default void failed(ApiError error) {}
  }

  /** @param all everything is new (first snapshot, reconnect); then the sets name all there is */
  public record Delta(boolean all, Set<String> servicings, Set<Long> steps) {
    public Delta {
      servicings = Set.copyOf(servicings);
      steps = Set.copyOf(steps);
    }
  }

  private final String runId;
  private final Listener listener;
  private final Hop hop;
  private final Consumer<RunFeed> closed;
  private final RunInbox inbox = new RunInbox();
  private final Runnable bring;

  private RunsApi.Run run;
  private Optional<Duration> end = Optional.empty();
  private final Map<String, RunsApi.Servicing> told = new HashMap<>();
  private final Map<String, RunsApi.Servicing> servicings = new HashMap<>();
  private final Map<String, Map<Long, RunsApi.Step>> steps = new HashMap<>();
  private List<RunsApi.Servicing> sorted;
  private boolean paused;
  /** Not from when the connection was lost to the next snapshot: changes may still come that were on their way. */
  private boolean followed;
  private volatile boolean over;

  RunFeed(String runId, Listener listener, Hop hop, Consumer<RunFeed> closed) {
    this.runId = runId;
    this.listener = listener;
    this.hop = hop;
    this.closed = closed;
    this.bring = hop.coalesced(AT_MOST, this::bring);
  }

  public String runId() {
    return runId;
  }

  /** Empty until the first snapshot has come. */
  public Optional<RunsApi.Run> run() {
    return Optional.ofNullable(run);
  }

  /** By position. */
  public List<RunsApi.Servicing> servicings() {
    if (sorted == null) {
      sorted = servicings.values().stream().sorted(BY_POSITION).toList();
    }
    return sorted;
  }

  public Optional<RunsApi.Servicing> servicing(String servicingId) {
    return Optional.ofNullable(servicings.get(servicingId));
  }

  /** The newest attempt of each step of each life, in order. */
  public List<RunsApi.Step> steps(String servicingId) {
    Map<Long, RunsApi.Step> newest = new LinkedHashMap<>();
    for (RunsApi.Step step : attempts(servicingId)) {
      newest.put(((long) step.life() << 32) + step.ordinal(), step);
    }
    return List.copyOf(newest.values());
  }

  /** All attempts, by life, step and attempt. */
  public List<RunsApi.Step> attempts(String servicingId) {
    List<RunsApi.Step> all = new ArrayList<>(steps.getOrDefault(servicingId, Map.of()).values());
    all.sort(BY_ORDER);
    return all;
  }

  /** Until the run ends, going down while nothing is told; negative where nothing can be said. */
  public long etaSeconds() {
    // what takes longer than was told is still expected to end
    return end.filter(at -> followed).map(at -> Math.max(1, at.minus(hop.now()).toSeconds())).orElse(-1L);
  }

  public boolean isPaused() {
    return paused;
  }

  /** While paused nothing changes here; afterwards everything that happened meanwhile comes as one delta. */
  public void setPaused(boolean paused) {
    this.paused = paused;
    if (!paused) {
      bring.run();
    }
  }

  @Override
  public void close() {
    if (!over) {
      over = true;
      closed.accept(this);
    }
  }

  /** A snapshot will come, and whatever comes before it belongs after it. Any thread, as the following. */
  void expectSnapshot() {
    inbox.expectSnapshot();
  }

  void snapshot(RunsApi.RunSnapshot snapshot) {
    inbox.snapshot(snapshot);
    bring.run();
  }

  void changes(ClientApi.Changes changes) {
    inbox.changes(changes);
    bring.run();
  }

  void failed(ApiError error) {
    hop.run(() -> {
      if (!over) {
        followed = false;
        listener.failed(error);
      }
    });
  }

  private void bring() {
    if (over || paused) {
      return;
    }
    inbox.take().ifPresent(letter -> {
      apply(letter);
      listener.changed(this, new Delta(letter.all(), letter.all() ? servicings.keySet() : touched(letter),
          letter.steps().keySet()));
    });
  }

  private void apply(RunInbox.Letter letter) {
    if (letter.all()) {
      followed = true;
      told.clear();
      servicings.clear();
      steps.clear();
    }
    end = letter.etaSeconds() <= 0 ? Optional.empty() : Optional.of(hop.now().plusSeconds(letter.etaSeconds()));
    told.putAll(letter.servicings());
    letter.steps().values().forEach(step ->
        steps.computeIfAbsent(step.servicingId(), id -> new HashMap<>()).put(step.id(), step));
    for (String id : touched(letter)) {
      if (told.containsKey(id)) {
        servicings.put(id, Standing.of(told.get(id), steps.getOrDefault(id, Map.of()).values()));
        sorted = null;
      }
    }
    run = letter.run() == null ? run : letter.run();
    run = run == null ? null : Standing.of(run, servicings.values());
  }

  private static Set<String> touched(RunInbox.Letter letter) {
    Set<String> touched = new HashSet<>(letter.servicings().keySet());
    letter.steps().values().forEach(step -> touched.add(step.servicingId()));
    return touched;
  }
}
