package org.dormouse.ui.internal;

import java.time.Duration;
import org.dormouse.api.ClientApi;
import org.dormouse.ui.data.RemainingTime;
import org.dormouse.ui.engine.RunningAsk;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.IJobChangeEvent;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.jobs.JobChangeAdapter;

/** Shows a question that takes long in the Progress view, with how much longer where that can be said, and cancel. */
final class AskJob extends Job {

  private static final long LOOK_MILLIS = 200;
  private static final int UNKNOWN_TOTAL = 0;

  private final RunningAsk ask;
  private final RemainingTime remaining = new RemainingTime();

  private AskJob(RunningAsk ask) {
    super(ask.what());
    this.ask = ask;
  }

  static void show(RunningAsk ask) {
    AskJob job = new AskJob(ask);
    job.setPriority(Job.LONG);
    // also when it is cancelled before it has begun to run
    job.addJobChangeListener(new JobChangeAdapter() {
      @Override
      public void done(IJobChangeEvent event) {
        if (event.getResult().matches(IStatus.CANCEL)) {
          ask.cancelByUser();
        }
      }
    });
    job.schedule();
  }

  @Override
  protected IStatus run(IProgressMonitor monitor) {
    try {
      long total = UNKNOWN_TOTAL;
      long worked = 0;
      monitor.beginTask(ask.what(), IProgressMonitor.UNKNOWN);
      while (!ask.awaitDone(LOOK_MILLIS)) {
        if (monitor.isCanceled()) {
          return Status.CANCEL_STATUS;
        }
        ClientApi.Progress progress = ask.progress();
        if (total == UNKNOWN_TOTAL && progress.total() > 0) {
          total = progress.total();
          monitor.beginTask(ask.what(), (int) Math.min(Integer.MAX_VALUE, total));
        }
        monitor.subTask(remaining.text(progress, Duration.ofNanos(System.nanoTime())));
        if (total > 0 && progress.done() > worked) {
          monitor.worked((int) (progress.done() - worked));
          worked = progress.done();
        }
      }
      return Status.OK_STATUS;
    } catch (InterruptedException e) {
      return Status.CANCEL_STATUS;
    } finally {
      monitor.done();
    }
  }
}
