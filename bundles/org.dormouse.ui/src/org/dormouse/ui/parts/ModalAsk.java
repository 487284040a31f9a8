package org.dormouse.ui.parts;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.dormouse.api.ApiError;
import org.dormouse.api.EngineApi;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.internal.Problems;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.dialogs.ProgressMonitorDialog;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;

/**
 * A question to the engine where the platform wants the outcome before it goes on: an editor that is closed with
 * "Save" is gone once saving returns. The window goes on drawing meanwhile; what takes longer is shown in a dialog that
 * can be cancelled. Ends at the latest after a minute. UI thread only.
 *
 * @param <T> type of the answer
 */
public final class ModalAsk<T> {

  /** How long is waited without a dialog; one that flashes up at every save is in the way. */
  public static final Duration QUIETLY = Duration.ofMillis(800);

  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int LOOK_MILLIS = 50;

  /** How it came out. */
  public sealed interface Outcome<T> {}

  public record Answered<T>(T value) implements Outcome<T> {}

  /** @param error has the code {@code cancelled} if the user cancelled it */
  public record Failed<T>(ApiError error) implements Outcome<T> {}

  private final Shell shell;
  private final String what;
  private final CountDownLatch done = new CountDownLatch(1);
  private Outcome<T> outcome;

  private ModalAsk(Shell shell, String what) {
    this.shell = shell;
    this.what = what;
  }

  /** @param quietly how long the user may go on working before the dialog opens */
  public static <T> Outcome<T> ask(Shell shell, EngineLink link, String what,
      Function<EngineApi, CompletableFuture<T>> request, Duration quietly) {
    ModalAsk<T> ask = new ModalAsk<>(shell, what);
    // without a name: what takes long is in the dialog, not in the Progress view as well
    EngineLink.Request sent = link.ask("", request, ask::answered, ask::failed);
    ask.waitQuietly(quietly);
    ask.waitInDialog();
    sent.cancel();
    return ask.outcome;
  }

  private void answered(T value) {
    outcome = new Answered<>(value);
    done.countDown();
  }

  private void failed(ApiError error) {
    outcome = new Failed<>(error);
    done.countDown();
  }

  private boolean isDone() {
    return done.getCount() == 0;
  }

  private void waitQuietly(Duration quietly) {
    Display display = shell.getDisplay();
    long until = System.nanoTime() + quietly.toNanos();
    display.timerExec((int) quietly.toMillis(), () -> { });
    while (!isDone() && !display.isDisposed() && System.nanoTime() < until) {
      try {
        if (!display.readAndDispatch()) {
          display.sleep();
        }
      } catch (RuntimeException e) {
        // Somebody else's listener: it must not take the answer with it.
        Problems.log("Something failed while the window waited for the engine.", e);
      }
    }
  }

  private void waitInDialog() {
    if (isDone()) {
      return;
    }
    try {
      new ProgressMonitorDialog(shell).run(true, true, this::watch);
    } catch (InvocationTargetException e) {
      Problems.log(what + " could not be waited for.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!isDone()) {
      failed(new ApiError("failed", "no-answer", what + ": the engine did not answer in time.",
          "Perhaps it was done all the same. Look at the status line, and try again when the engine is there."));
    }
  }

  /** On a thread of its own, until there is an answer or none is waited for any longer. */
  private void watch(IProgressMonitor monitor) throws InterruptedException {
    monitor.beginTask(what, IProgressMonitor.UNKNOWN);
    long until = System.nanoTime() + LONGEST.toNanos();
    while (!done.await(LOOK_MILLIS, TimeUnit.MILLISECONDS) && System.nanoTime() < until) {
      if (monitor.isCanceled()) {
        shell.getDisplay().syncExec(() -> {
          if (!isDone()) {
            failed(new ApiError("failed", "cancelled", "Cancelled: " + what + ".",
                "Perhaps it was done all the same: look before you try again."));
          }
        });
      }
    }
    monitor.done();
  }
}
