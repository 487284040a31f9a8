package org.dormouse.ui.parts;

import java.io.IOException;
import java.util.function.Consumer;
import org.dormouse.api.ApiError;
import org.dormouse.ui.UiThread;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;

/** Work on a file in the Progress view. Cancelling interrupts it: what it writes aside is then not put in place. */
final class FileJob<T> extends Job {

  private final String what;
  private final FileWork.Work<T> work;
  private final Consumer<T> onUi;
  private final Consumer<ApiError> failed;
  private Thread worker;

  FileJob(String what, FileWork.Work<T> work, Consumer<T> onUi, Consumer<ApiError> failed) {
    super(what);
    this.what = what;
    this.work = work;
    this.onUi = onUi;
    this.failed = failed;
  }

  @Override
  protected IStatus run(IProgressMonitor monitor) {
    begin();
    try {
      if (monitor.isCanceled()) {
        throw new IOException("cancelled");
      }
      T result = work.carryOut();
      UiThread.run(() -> onUi.accept(result));
    } catch (IOException e) {
      boolean cancelled = monitor.isCanceled();
      UiThread.run(() -> failed.accept(cancelled ? new ApiError("failed", "cancelled", "Cancelled: " + what + ".",
          "No file was changed.") : FileWork.trouble(e)));
    } finally {
      end();
    }
    return Status.OK_STATUS;
  }

  private synchronized void begin() {
    worker = Thread.currentThread();
  }

  /** The thread goes back to others, who are not to be interrupted. */
  private synchronized void end() {
    worker = null;
    Thread.interrupted();
  }

  @Override
  protected synchronized void canceling() {
    if (worker != null) {
      worker.interrupt();
    }
  }
}
