package org.dormouse.ui.tests.driver;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;

/** The way to the thread that draws, and waiting for what happens there. */
public final class Ui {
  /** How long anything may take to appear; generous, because a busy machine is no defect of the product. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  /** For one that has not answered before: it is dead, most likely, and hundreds of tests would wait for it. */
  private static final Duration PATIENCE_WITH_THE_DEAD = Duration.ofSeconds(2);

  private static final long PAUSE_MILLIS = 25;
  private static final long LOOK_MILLIS = 100;

  private static volatile boolean answers = true;

  private Ui() {
  }

  public static Display display() {
    return PlatformUI.getWorkbench().getDisplay();
  }

  /** The value of something only that thread may ask; what it throws is thrown here. */
  public static <T> T get(Supplier<T> value) {
    AtomicReference<T> result = new AtomicReference<>();
    run(() -> result.set(value.get()));
    return result.get();
  }

  /** At once if this is that thread already. */
  public static void run(Runnable action) {
    if (Thread.currentThread() == display().getThread()) {
      action.run();
      return;
    }
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicBoolean begun = new AtomicBoolean();
    CountDownLatch done = new CountDownLatch(1);
    Runnable once = () -> {
      if (!begun.compareAndSet(false, true)) {
        return;
      }
      try {
        action.run();
      } catch (Throwable t) {
        thrown.set(t);
      } finally {
        done.countDown();
      }
    };
    display().asyncExec(once);
    // what nobody waits for any more must not run in the midst of a later test
    awaitAnswer(done, once, () -> begun.set(true));
    switch (thrown.get()) {
      case null -> { }
      case NotYet e -> throw new AssertionError(e.getMessage() + ", and there nobody waits for it\n"
          + get(WidgetTree::print), e);
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable t -> throw new AssertionError(t);
    }
  }

  /** Where a dialog of the platform has come between, what was posted waits for its end; so it is asked another way. */
  private static void awaitAnswer(CountDownLatch done, Runnable once, Runnable giveUp) {
    Duration patience = answers ? PATIENCE : PATIENCE_WITH_THE_DEAD;
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (!done.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        if (System.nanoTime() > end) {
          answers = false;
          giveUp.run();
          throw new AssertionError("the window does not answer: " + Stacks.ofUiThread());
        }
        if (FileChooser.isOpen()) {
          NestedLoop.post(once);
        }
      }
      answers = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while the window was asked", e);
    }
  }

  /** Starts something that may open a modal dialog, and does not wait for its end. */
  public static void start(Runnable action) {
    display().asyncExec(action);
  }

  /** Everything that was posted before has been done. */
  public static void settle() {
    run(() -> { });
    run(() -> { });
  }

  public static void await(String what, BooleanSupplier onUi) {
    await(what, PATIENCE, onUi);
  }

  public static void await(String what, Duration limit, BooleanSupplier onUi) {
    find(what, limit, () -> onUi.getAsBoolean() ? Optional.of(Boolean.TRUE) : Optional.empty());
  }

  /** Asks again and again until there is an answer. */
  public static <T> T find(String what, Supplier<Optional<T>> onUi) {
    return find(what, PATIENCE, onUi);
  }

  public static <T> T find(String what, Duration limit, Supplier<Optional<T>> onUi) {
    if (Thread.currentThread() == display().getThread()) {
      return onUi.get().orElseThrow(() -> new NotYet(what));
    }
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<T> found = get(() -> now(onUi));
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("not seen within " + limit.toSeconds() + " s: " + what + "\n"
            + get(WidgetTree::print));
      }
      pause();
    }
  }

  private static <T> Optional<T> now(Supplier<Optional<T>> onUi) {
    try {
      return onUi.get();
    } catch (NotYet e) {
      return Optional.empty();
    }
  }

  /** What is looked for on the thread that draws is not waited for there, where it would never come. */
  private static final class NotYet extends AssertionError {
    private static final long serialVersionUID = 1;

    NotYet(String what) {
      super("not seen: " + what);
    }
  }

  static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for the window", e);
    }
  }
}
