package org.dormouse.ui;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.dormouse.ui.internal.Problems;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;

/**
 * The only class that hops to the UI thread. What is handed over runs there later, in order; it is dropped once the
 * display is gone; whatever it throws goes to the error log. Callable from any thread; never waits.
 */
public final class UiThread {

  private UiThread() {}

  /** Runs at once if this is the UI thread. */
  public static void run(Runnable onUi) {
    Display display = display();
    if (display == null || display.isDisposed()) {
      return;
    }
    if (display.getThread() == Thread.currentThread()) {
      guarded(onUi);
    } else {
      post(display, () -> guarded(onUi));
    }
  }

  /** Runs there after a while, if the display is there then. */
  public static void after(Duration delay, Runnable onUi) {
    Display display = display();
    if (display == null || display.isDisposed()) {
      return;
    }
    int millis = (int) Math.min(Integer.MAX_VALUE, Math.max(0, delay.toMillis()));
    run(() -> display.timerExec(millis, () -> guarded(onUi)));
  }

  /**
   * Does one after the other, each in a turn of its own and not before what there is to paint has been painted: what
   * takes long to make does not hold up the window as long as all of it. Once the control is gone the rest is dropped.
   */
  public static void inTurns(Control owner, List<Runnable> onUi) {
    if (!onUi.isEmpty() && !owner.isDisposed()) {
      post(owner.getDisplay(), () -> {
        if (!owner.isDisposed()) {
          guarded(onUi.getFirst());
          inTurns(owner, onUi.subList(1, onUi.size()));
        }
      });
    }
  }

  /** Calls from any thread come to at most one run per interval: the first at once, the last never lost. */
  public static Runnable coalesced(Duration atMost, Runnable onUi) {
    return new Coalesced(atMost, onUi);
  }

  private static Display display() {
    return PlatformUI.isWorkbenchRunning() ? PlatformUI.getWorkbench().getDisplay() : Display.findDisplay(
        Thread.currentThread());
  }

  private static void post(Display display, Runnable onUi) {
    try {
      display.asyncExec(onUi);
    } catch (SWTException e) {
      // The display went away meanwhile: nobody is left to see it.
    }
  }

  private static void guarded(Runnable onUi) {
    try {
      onUi.run();
    } catch (RuntimeException e) {
      Problems.log("Something failed while the window was being brought up to date.", e);
    }
  }

  private static final class Coalesced implements Runnable {
    private final long interval;
    private final Runnable onUi;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicLong last;

    Coalesced(Duration atMost, Runnable onUi) {
      this.interval = atMost.toNanos();
      this.onUi = onUi;
      this.last = new AtomicLong(System.nanoTime() - interval);
    }

    @Override
    public void run() {
      if (asked.compareAndSet(false, true)) {
        long wait = last.get() + interval - System.nanoTime();
        if (wait <= 0) {
          UiThread.run(this::now);
        } else {
          after(Duration.ofNanos(wait), this::now);
        }
      }
    }

    private void now() {
      // In this order: a call that comes while it runs asks for another run.
      asked.set(false);
      last.set(System.nanoTime());
      onUi.run();
    }
  }
}
