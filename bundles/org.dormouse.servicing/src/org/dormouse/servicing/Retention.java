package org.dormouse.servicing;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;
import org.dormouse.engine.Change;
import org.dormouse.engine.RunState;
import org.dormouse.spi.Generation;
import org.dormouse.spi.Result;

/**
 * Has libraries remove kept generations that are too old, also of VMs that were not serviced since, and make the others
 * smaller: once after the engine began, and after each run. It is done by one thread of low priority that nobody waits
 * for; what it was doing when the engine ends is begun again by the next one.
 * Thread-safe.
 */
public final class Retention implements Consumer<Change>, AutoCloseable {

  private static final Logger LOG = System.getLogger(Retention.class.getName());
  private static final long LEAVING_MILLIS = 5_000;

  private final Libraries libraries;
  private final Thread worker = Thread.ofPlatform().daemon().name("retention").priority(Thread.MIN_PRIORITY)
      .unstarted(this::work);
  private boolean wanted = true;
  private boolean active;
  private boolean closed;

  public Retention(Libraries libraries) {
    this.libraries = libraries;
  }

  /** @param subscribe takes who is to be told of every change of every run from now on */
  public void begin(Consumer<Consumer<Change>> subscribe) {
    subscribe.accept(this);
    worker.start();
  }

  /** Whether something is being done, or is about to be looked at. */
  public synchronized boolean isActive() {
    return !closed && (active || wanted);
  }

  /** On the engine's thread: returns at once. */
  @Override
  public void accept(Change change) {
    if (change instanceof Change.RunChanged(long seq, var run) && run.state() == RunState.ENDED) {
      synchronized (this) {
        wanted = true;
        notifyAll();
      }
    }
  }

  private void work() {
    try {
      while (next()) {
        lookOver();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What goes wrong in one round does not end the thread: the next round comes with the next run. */
  private void lookOver() {
    try {
      for (Observed observed : libraries.machines()) {
        if (isClosed()) {
          return;
        }
        keep(observed.machine().id());
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Kept generations stay as they are.", e);
    }
  }

  private synchronized boolean next() throws InterruptedException {
    active = false;
    while (!wanted && !closed) {
      wait();
    }
    wanted = false;
    active = !closed;
    return active;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private void keep(String id) {
    try {
      tell(id, "was too old and is removed", libraries.expire(id));
      tell(id, "takes less room now", libraries.compact(id));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Kept generations of " + id + " stay as they are.", e);
    }
  }

  private void tell(String id, String what, Result<List<Generation>> done) {
    switch (done) {
      case Result.Ok<List<Generation>>(var generations) -> generations.forEach(generation ->
          LOG.log(Level.INFO, "Generation " + generation.number() + " of " + id + " " + what + "."));
      case Result.Failed<List<Generation>>(var trouble) -> {
        if (!isClosed()) {
          LOG.log(Level.INFO, "Kept generations of " + id + " stay as they are: " + trouble.sentence());
        }
      }
    }
  }

  /** Ends what is going on; waits a moment for that, so that nobody's stores are closed under it. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    worker.interrupt();
    try {
      worker.join(LEAVING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
