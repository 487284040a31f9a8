package org.dormouse.ui.tests.driver;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.swt.internal.Callback;
import org.eclipse.swt.internal.gtk.OS;

/**
 * The way to the thread that draws while one of the platform's own dialogs keeps it: the toolkit hands on what was
 * posted before that dialog came, and what is posted later waits for its end. But GLib's loop runs on, and takes work
 * from any thread.
 */
final class NestedLoop {
  private static final long REMOVE = 0;
  private static final Queue<Runnable> WORK = new ConcurrentLinkedQueue<>();
  /** One for all: the toolkit has a few hundred of them. */
  private static final Callback NEXT = new Callback(NestedLoop.class, "next", 1);

  private NestedLoop() {
  }

  /** Runs it on that thread as soon as the platform's loop has nothing else to do. Any thread; does not wait. */
  static void post(Runnable work) {
    WORK.add(work);
    OS.g_idle_add(NEXT.getAddress(), 0);
  }

  @SuppressWarnings("unused") // GLib calls it, by its name above, once for each that was posted
  static long next(long data) {
    Runnable work = WORK.poll();
    if (work != null) {
      work.run();
    }
    return REMOVE;
  }
}
