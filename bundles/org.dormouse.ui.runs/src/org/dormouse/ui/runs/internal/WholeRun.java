package org.dormouse.ui.runs.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dormouse.api.Authoring.ScriptOf;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.EngineApi;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.api.RunsApi.RunRef;
import org.dormouse.api.RunsApi.ServicingRef;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.parts.CancelRun;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.ScriptDialog;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;
import org.eclipse.swt.widgets.Shell;

/** What may be done to all of a run, and when; the same in the editor's head, the list of runs and the commands. */
record WholeRun(EngineLink link, Shell shell) {

  static boolean canPause(Run run) {
    return run.state().equals("RUNNING");
  }

  static boolean canResume(Run run) {
    return run.state().equals("PAUSED");
  }

  static boolean canCancel(Run run) {
    return List.of("RUNNING", "PAUSED", "STOPPED").contains(run.state());
  }

  /** Something failed or was cancelled, and the run is not about to end. */
  static boolean canRetry(Run run) {
    return List.of("RUNNING", "PAUSED", "ENDED").contains(run.state())
        && RunWords.count(run, StateStyle.FAILED) + RunWords.count(run, StateStyle.CANCELLED) > 0;
  }

  void pause(Run run) {
    ask("Pause", run, engine -> engine.pause(new RunRef(run.id())));
  }

  void resume(Run run) {
    ask("Resume", run, engine -> engine.resume(new RunRef(run.id())));
  }

  /** All that failed or was cancelled in it; an ended run goes on for them. */
  void retry(Run run) {
    ask("Retry", run, engine -> engine.retry(new ServicingRef(run.id(), "")));
  }

  /** After asking, and saying what that leaves. */
  void cancel(Run run) {
    CancelRun.ask(shell, link, run);
  }

  private void ask(String verb, Run run, Function<EngineApi, CompletableFuture<RunRef>> request) {
    String what = verb + " " + Words.inSentence(Words.run(run.id()));
    link.ask(what, request, done -> { }, error -> ErrorText.show(shell, what, error));
  }

  void report(Run run) {
    new ReportDialog(shell, link, run.id()).open();
  }

  /** The commands that define its job, as that is now, and run it. */
  void script(Run run) {
    new ScriptDialog(shell, link, "Job " + run.job(), engine -> engine.definition(new Named("job", run.job()))
        .thenCompose(job -> engine.scripts(new ScriptOf(
            List.of(job.put()), List.of(job.name()), Optional.empty())))).open();
  }
}
