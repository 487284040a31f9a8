package org.dormouse.server.internal.connection;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.dormouse.engine.Change;
import org.dormouse.servicing.steps.StepKind;

/**
 * Which lists are not what they were, on the way to all clients: whoever alters something never waits, and the clients
 * are told at most four times a second, the first time at once. Thread-safe.
 */
public final class Alterations implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(250);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<String> kinds = new TreeSet<>();
  private final Set<Consumer<List<String>>> listeners = new CopyOnWriteArraySet<>();
  private final Thread telling = Thread.ofPlatform().daemon().name("alterations").unstarted(this::tell);
  private boolean closed;

  public Alterations() {
    telling.start();
  }

  /** @param kind as in {@link org.dormouse.api.ClientApi.Altered} */
  public void altered(String kind) {
    lock.lock();
    try {
      if (kinds.add(kind)) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** What a change of a run means for lists: of steps, they show on which host a VM was placed. */
  public void altered(Change change) {
    switch (change) {
      case Change.RunChanged run -> altered("run");
      case Change.ServicingChanged servicing -> {
        altered("run");
        altered("vm");
      }
      case Change.StepChanged(var seq, var step) -> {
        if (step.kind().equals(StepKind.PLACE.kind())) {
          altered("vm");
        }
      }
    }
  }

  /** @param listener takes kinds, and returns at once */
  void listen(Consumer<List<String>> listener) {
    listeners.add(listener);
  }

  void forget(Consumer<List<String>> listener) {
    listeners.remove(listener);
  }

  private void tell() {
    try {
      for (List<String> due = due(); !due.isEmpty(); due = due()) {
        List<String> news = due;
        listeners.forEach(listener -> listener.accept(news));
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  /** Waits for something to tell; empty once closed. */
  private List<String> due() throws InterruptedException {
    lock.lock();
    try {
      while (kinds.isEmpty() && !closed) {
        changed.await();
      }
      List<String> due = closed ? List.of() : List.copyOf(kinds);
      kinds.clear();
      return due;
    } finally {
      lock.unlock();
    }
  }

  /** Nobody is told anything any more. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    telling.interrupt();
  }
}
