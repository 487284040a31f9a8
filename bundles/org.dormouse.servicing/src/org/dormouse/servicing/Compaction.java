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
 * Has libraries make their kept generations smaller: once after the engine began, and after each run. It is done by one
 * thread of low priority that nobody waits for; what it was doing when the engine ends is begun again by the next one.
 * Thread-safe.
 */
public final class Compaction implements Consumer<Change>, AutoCloseable {

  private static final Logger LOG = System.getLogger(Compaction.class.getName());
  private static final long LEAVING_MILLIS = 5_000;

  private final Libraries libraries;
  private final Thread worker = Thread.ofPlatform().daemon().name("compaction").priority(Thread.MIN_PRIORITY)
      .unstarted(this::work);
  private boolean wanted = true;
  private boolean active;
  private boolean closed;

  public Compaction(Libraries libraries) {
    this.libraries = libraries;
  }

  /** @param subscribe takes who is to be told of every change of every run from now on */
  public void begin(Consumer<Consumer<Change>> subscribe) {
    subscribe.accept(this);
    worker.start();
  }

  /** Whether something is being made smaller, or is about to be looked at. */
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
        for (Observed observed : libraries.machines()) {
          compact(observed.machine().id());
          if (isClosed()) {
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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

  private void compact(String id) {
    try {
      switch (libraries.compact(id)) {
        case Result.Ok<List<Generation>>(var smaller) -> smaller.forEach(generation ->
            LOG.log(Level.INFO, "Generation " + generation.number() + " of " + id + " takes less room now."));
        case Result.Failed<List<Generation>>(var trouble) -> {
          if (!isClosed()) {
            LOG.log(Level.INFO, "Kept generations of " + id + " stay as large as they are: " + trouble.sentence());
          }
        }
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Kept generations of " + id + " stay as large as they are.", e);
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
