package org.dormouse.server.internal.connection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.dormouse.api.ClientApi;
import org.dormouse.engine.Change;
import org.dormouse.engine.RunView;
import org.dormouse.engine.Runs;
import org.dormouse.engine.ServicingView;
import org.dormouse.engine.StepView;
import org.dormouse.server.internal.request.ApiRecords;
import org.dormouse.server.internal.request.Forecast;

/**
 * Changes of one opened run on their way to one client: of each step, servicing and run only the newest is kept until
 * the client reads. Nothing is offered before the snapshot is on its way.
 */
final class RunFeed implements Consumer<Change> {

  private final Map<Long, StepView> steps = new LinkedHashMap<>();
  private final Map<String, ServicingView> servicings = new LinkedHashMap<>();
  private final Forecast forecast;
  private final Consumer<RunFeed> offer;
  private final String runId;
  private Optional<RunView> run = Optional.empty();
  private Runnable unsubscribe = () -> {};
  private long seq;
  private boolean begun;

  RunFeed(String runId, Forecast forecast, Consumer<RunFeed> offer) {
    this.runId = runId;
    this.forecast = forecast;
    this.offer = offer;
  }

  String runId() {
    return runId;
  }

  synchronized void opened(Runs.Opened opened) {
    unsubscribe = opened.close();
    seq = opened.snapshot().seq();
    opened.snapshot().servicings().forEach(forecast::take);
    opened.snapshot().steps().forEach(forecast::take);
  }

  synchronized long etaSeconds() {
    return forecast.seconds();
  }

  /** On the engine's thread: must return at once. */
  @Override
  public void accept(Change change) {
    boolean tell;
    synchronized (this) {
      switch (change) {
        case Change.StepChanged(long at, StepView step) -> {
          steps.put(step.id(), step);
          forecast.take(step);
        }
        case Change.ServicingChanged(long at, ServicingView servicing) -> {
          servicings.put(servicing.id(), servicing);
          forecast.take(servicing);
        }
        case Change.RunChanged(long at, RunView view) -> run = Optional.of(view);
      }
      seq = Math.max(seq, change.seq());
      tell = begun;
    }
    if (tell) {
      offer.accept(this);
    }
  }

  /** The snapshot is on its way: from now on changes may follow it. */
  void begin() {
    boolean waiting;
    synchronized (this) {
      begun = true;
      waiting = !steps.isEmpty() || !servicings.isEmpty() || run.isPresent();
    }
    if (waiting) {
      offer.accept(this);
    }
  }

  /** Everything that has changed since the last time; empty if nothing has. */
  synchronized Optional<ClientApi.Changes> take() {
    if (steps.isEmpty() && servicings.isEmpty() && run.isEmpty()) {
      return Optional.empty();
    }
    var changes = new ClientApi.Changes(runId, seq, new ArrayList<>(run.stream().map(ApiRecords::run).toList()),
        servicings.values().stream().map(ApiRecords::servicing).toList(),
        steps.values().stream().map(ApiRecords::step).toList(), forecast.seconds());
    steps.clear();
    servicings.clear();
    run = Optional.empty();
    return Optional.of(changes);
  }

  /** Takes the engine's lock, and so must not hold its own: the engine takes this one while it holds its own. */
  void close() {
    Runnable leave;
    synchronized (this) {
      leave = unsubscribe;
      unsubscribe = () -> {};
    }
    leave.run();
  }
}
