package org.dormouse.ui.runs.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dormouse.api.Authoring;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.api.RunsApi.Step;
import org.dormouse.ui.Ids;
import org.dormouse.ui.engine.RunFeed;
import org.dormouse.ui.parts.ScriptDialog;
import org.dormouse.ui.runs.Verb;
import org.dormouse.ui.style.Words;
import org.eclipse.swt.widgets.Shell;

/** What the commands about runs mean in one place of the window; commands by their ids. */
interface RunActs {

  boolean isPossible(String command);

  void carryOut(String command);

  /** Where whole runs are selected. */
  static RunActs ofRuns(WholeRun whole, List<Run> selected) {
    return new OfRuns(whole, selected);
  }

  /** Where servicings and steps of one run are; with none selected, cancelling and retrying mean all of the run. */
  static RunActs ofEditor(RunEditor editor, Shell shell) {
    return new OfEditor(editor.run(), editor.selected(), shell);
  }

  record OfRuns(WholeRun whole, List<Run> selected) implements RunActs {

    @Override
    public boolean isPossible(String command) {
      return selected.size() == 1 && switch (command) {
        case Ids.OPEN_REPORT, Ids.VIEW_SCRIPT -> true;
        case Ids.PAUSE_RUN -> WholeRun.canPause(selected.getFirst());
        case Ids.RESUME_RUN -> WholeRun.canResume(selected.getFirst());
        case Ids.CANCEL -> WholeRun.canCancel(selected.getFirst());
        case Ids.RETRY -> WholeRun.canRetry(selected.getFirst());
        default -> false;
      };
    }

    @Override
    public void carryOut(String command) {
      Run run = selected.getFirst();
      switch (command) {
        case Ids.OPEN_REPORT -> whole.report(run);
        case Ids.VIEW_SCRIPT -> whole.script(run);
        case Ids.PAUSE_RUN -> whole.pause(run);
        case Ids.RESUME_RUN -> whole.resume(run);
        case Ids.CANCEL -> whole.cancel(run);
        case Ids.RETRY -> whole.retry(run);
        default -> throw new IllegalArgumentException("nothing that is done to runs: " + command);
      }
    }
  }

  record OfEditor(OpenRun run, List<?> selected, Shell shell) implements RunActs {

    @Override
    public boolean isPossible(String command) {
      Optional<RunActs> whole = whole(command);
      return whole.isPresent() ? whole.get().isPossible(command)
          : command.equals(Ids.VIEW_SCRIPT) ? step().isPresent()
          : carrying().isPossible(verb(command), servicings());
    }

    @Override
    public void carryOut(String command) {
      whole(command).ifPresentOrElse(whole -> whole.carryOut(command), () -> {
        if (command.equals(Ids.VIEW_SCRIPT)) {
          step().ifPresent(this::script);
        } else {
          carrying().carryOut(verb(command), servicings());
        }
      });
    }

    /** Those that mean the run as a whole. */
    private Optional<RunActs> whole(String command) {
      return switch (command) {
        case Ids.OPEN_REPORT, Ids.PAUSE_RUN, Ids.RESUME_RUN -> Optional.of(all());
        case Ids.CANCEL, Ids.RETRY -> servicings().isEmpty() ? Optional.of(all()) : Optional.empty();
        default -> Optional.empty();
      };
    }

    private RunActs all() {
      return ofRuns(new WholeRun(run.link(), shell), run.feed().run().stream().toList());
    }

    private Carrying carrying() {
      return new Carrying(run.link(), run.feed(), shell);
    }

    private static Verb verb(String command) {
      return Verb.valueOf(command.substring(command.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT));
    }

    /** Of steps, their servicings; each once, as it is now. */
    private List<Servicing> servicings() {
      RunFeed feed = run.feed();
      List<Servicing> servicings = new ArrayList<>();
      for (Object one : selected) {
        Optional<Servicing> servicing = switch (one) {
          case Servicing whole -> feed.servicing(whole.id());
          case Step step -> feed.servicing(step.servicingId());
          default -> Optional.empty();
        };
        servicing.filter(found -> !servicings.contains(found)).ifPresent(servicings::add);
      }
      return servicings;
    }

    /** The one whose script is meant: there is none of what has not begun. */
    private Optional<Step> step() {
      return selected.stream().findFirst().flatMap(first -> switch (first) {
        case Step one -> Optional.of(one);
        case Servicing whole -> RunWords.present(run.feed().steps(whole.id()));
        default -> Optional.empty();
      }).filter(step -> step.started().isPresent());
    }

    private void script(Step step) {
      new ScriptDialog(shell, run.link(), Words.stepKind(step.kind()),
          engine -> engine.stepScript(new Authoring.StepRef(step.runId(), step.id()))).open();
    }
  }
}
