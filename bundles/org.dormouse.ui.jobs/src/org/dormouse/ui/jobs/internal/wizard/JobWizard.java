package org.dormouse.ui.jobs.internal.wizard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.dormouse.api.ApiError;
import org.dormouse.api.Authoring.ScriptOf;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.RunsApi.Limit;
import org.dormouse.api.RunsApi.RunJob;
import org.dormouse.model.document.Problem;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.parts.Draft;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.FinishingWizard;
import org.dormouse.ui.parts.Openers;
import org.dormouse.ui.style.Words;
import org.eclipse.ui.IWorkbenchWindow;

/**
 * Makes a servicing job: all pages write one draft. It closes when the engine has stored the job and, where that is
 * wanted, has begun to run it; what was stored when the run is refused or cancelled stays stored. UI thread only.
 */
final class JobWizard extends FinishingWizard {

  private static final Duration SETTLED = Duration.ofSeconds(1);
  private static final int RECENT = 50;

  /** How far the job has come. Saving is followed by stored or, where the engine does not say so, by drafted again. */
  private enum Stage { DRAFTED, SAVING, STORED, STARTING }

  private final EngineLink link;
  private final InventoryData data;
  private final Draft draft;
  private final IWorkbenchWindow window;
  private final SummaryPage summary;
  private final Consumer<Set<Kind>> altered = this::altered;
  private Stage stage = Stage.DRAFTED;
  /** What is being stored since Finish: fields that are altered after it are not part of it. */
  private Put kept;
  /** By the engine's clock. */
  private Instant stored;
  private boolean run;

  JobWizard(EngineLink link, InventoryData data, Draft draft, IWorkbenchWindow window) {
    this.link = link;
    this.data = data;
    this.draft = draft;
    this.window = window;
    this.summary = new SummaryPage(this);
    setWindowTitle("New Servicing Job");
    data.addListener(altered);
  }

  @Override
  public void dispose() {
    data.removeListener(altered);
    super.dispose();
  }

  /** A name may be taken by now, or be free again. */
  private void altered(Set<Kind> kinds) {
    if (kinds.contains(Kind.JOB) && getContainer() != null
        && getContainer().getCurrentPage() instanceof JobWizardPage page) {
      page.validate();
    }
  }

  @Override
  public void addPages() {
    addPage(new WhoPage(this));
    addPage(new WherePage(this));
    addPage(new CredentialsPage(this));
    addPage(new HooksPage(this));
    addPage(new LimitsPage(this));
    addPage(summary);
  }

  EngineLink link() {
    return link;
  }

  InventoryData data() {
    return data;
  }

  Draft draft() {
    return draft;
  }

  /** Since Finish; what the pages have to say has to wait until it has failed. */
  boolean isUnderWay() {
    return stage != Stage.DRAFTED;
  }

  /** By the rules of the model; once it is being saved, the job that has its name may be itself. */
  List<Problem> problems() {
    return draft.problems(name -> !isUnderWay() && data.definition(Kind.JOB, name).isPresent());
  }

  @Override
  public List<Draft> scripted() {
    return problems().isEmpty() ? List.of(draft) : List.of();
  }

  /** Runs it only where Finish would. */
  @Override
  public ScriptOf script() {
    return new ScriptOf(List.of(draft.put()), summary.isRunWanted() ? List.of(draft.name()) : List.of(),
        Optional.empty());
  }

  @Override
  public boolean canFinish() {
    return super.canFinish() && problems().isEmpty();
  }

  @Override
  protected void begin() {
    run = summary.isRunWanted();
    Put put = draft.put();
    kept = put;
    step("Saving…", () -> {
      stage = Stage.SAVING;
      link.ask("Save the job " + put.name(), engine -> engine.put(put), (Definition done) -> {
        stage = Stage.STORED;
        stored = done.changed();
        data.refresh(Set.of(Kind.JOB));
        next();
      }, this::notSaved);
    });
  }

  private void notSaved(ApiError error) {
    stage = Stage.DRAFTED;
    failed(error);
  }

  private void next() {
    if (run) {
      step("Saved. Starting the run…", this::startRun);
    } else if (isCancelled()) {
      explainCancel();
    } else {
      close();
      open(Kind.JOB, kept.name());
    }
  }

  private void startRun() {
    stage = Stage.STARTING;
    RunJob job = new RunJob(kept.name(), List.of());
    mayBeCut(link.ask("Run the job " + job.job(), engine -> engine.run(job),
        started -> {
          data.refresh(Set.of(Kind.RUN, Kind.VM));
          close();
          open(Kind.RUN, started.runId());
        }, this::runRefused));
  }

  /** The job is stored, so nothing here may say otherwise any more: its editor goes on with it. */
  private void runRefused(ApiError error) {
    close();
    open(Kind.JOB, kept.name());
    ErrorText.show(window.getShell(), "Run the job " + kept.name(), error);
  }

  @Override
  protected void explainCancel() {
    if (stage == Stage.STARTING) {
      // the engine may have begun it before it was told to stop, and is asked once that is settled
      UiThread.after(SETTLED, () -> link.ask("Look whether the run has begun", engine -> engine.runs(new Limit(RECENT)),
          runs -> explain(runs.stream()
              .filter(one -> one.job().equals(kept.name()) && !one.submitted().isBefore(stored)).findFirst()
              .map(one -> Words.run(one.id()) + (one.ended().isPresent() ? " had begun already, and has ended."
                  : " had begun already and goes on. Cancel it in the view Runs.")).orElse("It was not run.")),
          error -> explain("Whether it is run is not known: look in the view Runs when the engine is there again.")));
    } else if (stage == Stage.STORED) {
      explain("It was not run.");
    }
  }

  private void explain(String ofRun) {
    data.refresh(Set.of(Kind.JOB, Kind.RUN));
    tell(getWindowTitle(), "The job " + kept.name() + " was stored before you cancelled, and is kept. " + ofRun
        + "\n\nIf you do not want the job, remove it in the inventory.");
  }

  private void open(Kind kind, String name) {
    if (window.getActivePage() != null) {
      Openers.open(window.getActivePage(), kind, name);
    }
  }
}
