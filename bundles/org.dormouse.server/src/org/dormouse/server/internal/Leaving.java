package org.dormouse.server.internal;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.dormouse.api.ClientApi;
import org.dormouse.engine.Activity;
import org.dormouse.engine.Engine;
import org.dormouse.engine.RunState;
import org.dormouse.engine.RunView;
import org.dormouse.engine.ServicingState;
import org.dormouse.server.internal.connection.Connections;
import org.dormouse.server.internal.request.Life;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides when the process ends: asked by a client, by a signal, or by itself. */
final class Leaving implements Life {

  private static final Logger LOG = LoggerFactory.getLogger(Leaving.class);
  private static final int NEWEST_RUNS = 1_000;

  private final Engine engine;
  private final AtomicReference<Stop> wanted = new AtomicReference<>();
  private volatile Connections connections;

  Leaving(Engine engine) {
    this.engine = engine;
    engine.failure().thenAccept(failure -> {
      LOG.error("the step engine has failed; the process leaves so that the next one goes on", failure);
      leave("the engine failed: " + failure);
    });
  }

  void serve(Connections served) {
    connections = served;
  }

  @Override
  public boolean isLeaving() {
    return wanted.get() != null;
  }

  /** Runs that go on by themselves, and paused ones of which something is still on a host. */
  @Override
  public int activeRuns() {
    return (int) engine.runs().list(NEWEST_RUNS).stream().filter(Leaving::isActive).count();
  }

  /** As {@link #activeRuns}, but cheap, and including clean-ups that are owed: who owes one stays, to try again. */
  boolean isBusy() {
    Activity activity = engine.activity();
    return activity.underWay() + activity.asking() + activity.owed() + activity.calls() > 0
        || activity.waiting() > 0 && activeRuns() > 0;
  }

  private static boolean isActive(RunView run) {
    Map<ServicingState, Integer> counts = run.counts();
    boolean underWay = counts.getOrDefault(ServicingState.RUNNING, 0) > 0
        || counts.getOrDefault(ServicingState.NEEDS_OPERATOR, 0) > 0;
    boolean goesOn = run.state() != RunState.ENDED && run.state() != RunState.PAUSED;
    return goesOn || underWay && run.state() == RunState.PAUSED;
  }

  @Override
  public int activeSteps() {
    return engine.activity().underWay();
  }

  @Override
  public int leases() {
    return engine.runs().leases().size();
  }

  @Override
  public int clients() {
    return connections == null ? 0 : connections.clients();
  }

  /** A later and harder wish replaces an earlier one. */
  @Override
  public void stop(Stop how) {
    wanted.accumulateAndGet(how, (before, now) -> before == null || now.ordinal() > before.ordinal() ? now : before);
    if (how == Stop.DRAIN) {
      engine.drain();
    }
  }

  @Override
  public void proceed() {
    Stop how = wanted.get();
    if (how == Stop.DRAIN) {
      engine.drain().thenRunAsync(() -> leave(ClientApi.Leaving.STOPPED + " after its work was done"));
    } else if (how != null) {
      Thread.ofPlatform().name("leave").start(() -> leave(ClientApi.Leaving.STOPPED));
    }
  }

  void leave(String reason) {
    Connections served = connections;
    if (served != null) {
      served.leave(reason);
    }
  }
}
