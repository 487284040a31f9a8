package org.dormouse.ui.engine;

import java.time.Duration;
import org.dormouse.ui.UiThread;

/** How what was heard reaches the thread that shows it; a port, so that tests step it by hand. */
public interface Hop {

  void run(Runnable onUi);

  void after(Duration delay, Runnable onUi);

  /** At most one run per interval, the last call never lost. */
  Runnable coalesced(Duration atMost, Runnable onUi);

  /** Since some fixed moment; goes on evenly, whatever is done to the clock of the machine. */
  Duration now();

  /** By {@link UiThread}. */
  static Hop toUiThread() {
    return new Hop() {
      @Override
      public void run(Runnable onUi) {
        UiThread.run(onUi);
      }

      @Override
      public void after(Duration delay, Runnable onUi) {
        UiThread.after(delay, onUi);
      }

      @Override
      public Runnable coalesced(Duration atMost, Runnable onUi) {
        return UiThread.coalesced(atMost, onUi);
      }

      @Override
      public Duration now() {
        return Duration.ofNanos(System.nanoTime());
      }
    };
  }
}
