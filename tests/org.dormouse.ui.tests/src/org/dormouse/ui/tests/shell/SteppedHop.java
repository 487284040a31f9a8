package org.dormouse.ui.tests.shell;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.dormouse.ui.engine.Hop;

/** The UI thread is the test's own: what was posted runs when the test says so. */
final class SteppedHop implements Hop {

  private static final long LIMIT_SECONDS = 20;
  private static final long LOOK_MILLIS = 10;

  private final LinkedBlockingQueue<Runnable> posted = new LinkedBlockingQueue<>();
  private final Queue<Runnable> later = new ArrayDeque<>();
  private Duration now = Duration.ofDays(1);

  @Override
  public void run(Runnable onUi) {
    posted.add(onUi);
  }

  @Override
  public void after(Duration delay, Runnable onUi) {
    synchronized (later) {
      later.add(onUi);
    }
  }

  @Override
  public Runnable coalesced(Duration atMost, Runnable onUi) {
    AtomicBoolean asked = new AtomicBoolean();
    return () -> {
      if (asked.compareAndSet(false, true)) {
        posted.add(() -> {
          asked.set(false);
          onUi.run();
        });
      }
    };
  }

  @Override
  public Duration now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Runs what comes until that is so; other threads may make it so without anything being posted. */
  void until(BooleanSupplier so) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new TimeoutException("not so after " + LIMIT_SECONDS + " s");
      }
      Runnable next = posted.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      if (next != null) {
        next.run();
      }
    }
  }

  /** Runs what has come. */
  void all() {
    for (Runnable next = posted.poll(); next != null; next = posted.poll()) {
      next.run();
    }
  }

  /** The time has passed that delayed ones wait for. */
  void elapse() {
    List<Runnable> due;
    synchronized (later) {
      due = new ArrayList<>(later);
      later.clear();
    }
    due.forEach(Runnable::run);
  }
}
