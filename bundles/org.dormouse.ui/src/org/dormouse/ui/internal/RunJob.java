package org.dormouse.ui.internal;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.ui.data.RunWatch;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.Words;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.action.Action;
import org.eclipse.ui.progress.IProgressConstants;

/**
 * A run in the Progress view: how many of its machines have ended, how the others stand, and how long it still takes.
 * Its cancel only asks: the run goes on until somebody has agreed.
 */
final class RunJob extends Job {

  private static final long LOOK_MILLIS = 200;

  /** @param text what there is to say */
  private record Told(int ended, String text, boolean over) {}

  private final LinkedBlockingQueue<Told> news = new LinkedBlockingQueue<>();
  private final int machines;
  private final Runnable cancelled;

  /** @param cancelled called on the job's thread, when somebody wants the run to be cancelled */
  RunJob(Run run, Runnable open, Runnable cancelled) {
    super("Job " + run.job() + ": " + Words.inSentence(Words.run(run.id())));
    this.machines = RunWatch.all(run);
    this.cancelled = cancelled;
    setPriority(Job.LONG);
    setProperty(IProgressConstants.ICON_PROPERTY, Icons.of("run"));
    setProperty(IProgressConstants.ACTION_PROPERTY, new Action("Open the run") {
      @Override
      public void run() {
        open.run();
      }
    });
  }

  void say(Run run, long etaSeconds) {
    String eta = Words.eta(etaSeconds);
    news.add(new Told(RunWatch.ended(run), (eta.isEmpty() ? "" : eta + ": ") + RunWatch.summary(run), false));
  }

  void end() {
    news.add(new Told(machines, "", true));
  }

  @Override
  protected IStatus run(IProgressMonitor monitor) {
    try {
      monitor.beginTask("", Math.max(1, machines));
      int worked = 0;
      while (!monitor.isCanceled()) {
        Told told = news.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (told != null && told.over()) {
          return Status.OK_STATUS;
        }
        if (told != null) {
          monitor.subTask(told.text());
          monitor.worked(Math.max(0, told.ended() - worked));
          worked = Math.max(worked, told.ended());
        }
      }
      cancelled.run();
      return Status.CANCEL_STATUS;
    } catch (InterruptedException e) {
      return Status.CANCEL_STATUS;
    } finally {
      monitor.done();
    }
  }
}
