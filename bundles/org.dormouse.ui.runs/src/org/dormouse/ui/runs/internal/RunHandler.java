package org.dormouse.ui.runs.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dormouse.api.Authoring;
import org.dormouse.api.RunsApi;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.api.RunsApi.Step;
import org.dormouse.ui.Ids;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.ScriptDialog;
import org.dormouse.ui.style.Words;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;

/** The commands about runs, on what is selected in the run editor in front. */
public final class RunHandler extends AbstractHandler {

  @Override
  public Object execute(ExecutionEvent event) {
    IEditorPart editor = HandlerUtil.getActiveEditor(event);
    Shell shell = HandlerUtil.getActiveShell(event);
    if (editor instanceof RunEditor runs) {
      OpenRun run = runs.run();
      String command = event.getCommand().getId();
      switch (command) {
        case Ids.OPEN_REPORT -> new ReportDialog(shell, run.link(), run.feed().runId()).open();
        case Ids.PAUSE_RUN -> ask(shell, run, "Pause", false);
        case Ids.RESUME_RUN -> ask(shell, run, "Resume", true);
        case Ids.VIEW_SCRIPT -> script(shell, run, runs.selected());
        default -> new Carrying(run.link(), run.feed(), shell).carryOut(verb(command),
            servicings(run, runs.selected()));
      }
    }
    return null;
  }

  private static Verb verb(String command) {
    return Verb.valueOf(command.substring(command.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT));
  }

  private static void ask(Shell shell, OpenRun run, String verb, boolean resume) {
    String what = verb + " " + run.feed().runId();
    RunsApi.RunRef ref = new RunsApi.RunRef(run.feed().runId());
    run.link().ask(what, engine -> resume ? engine.resume(ref) : engine.pause(ref), done -> { },
        error -> ErrorText.show(shell, what, error));
  }

  /** Of steps, their servicings; each once. */
  private static List<Servicing> servicings(OpenRun run, List<?> selected) {
    List<Servicing> servicings = new ArrayList<>();
    for (Object one : selected) {
      Optional<Servicing> servicing = switch (one) {
        case Servicing whole -> run.feed().servicing(whole.id());
        case Step step -> run.feed().servicing(step.servicingId());
        default -> Optional.empty();
      };
      servicing.filter(found -> !servicings.contains(found)).ifPresent(servicings::add);
    }
    return servicings;
  }

  private static void script(Shell shell, OpenRun run, List<?> selected) {
    Optional<Step> step = selected.stream().findFirst().flatMap(first -> switch (first) {
      case Step one -> Optional.of(one);
      case Servicing whole -> RunWords.present(run.feed().steps(whole.id()));
      default -> Optional.empty();
    });
    EngineLink link = PlatformUI.getWorkbench().getService(EngineLink.class);
    step.ifPresent(one -> new ScriptDialog(shell, link, Words.stepKind(one.kind()),
        engine -> engine.stepScript(new Authoring.StepRef(one.runId(), one.id()))).open());
  }
}
