package org.dormouse.ui.jobs.internal.wizard;

import java.util.List;
import java.util.Set;
import org.dormouse.api.ApiError;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.RunsApi.RunJob;
import org.dormouse.model.document.Problem;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.parts.DefinitionDialog;
import org.dormouse.ui.parts.Draft;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.Openers;
import org.dormouse.ui.parts.Scripted;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.ui.IWorkbenchWindow;

/**
 * Makes a servicing job: all pages write one draft. It closes when the engine has stored the job and, where that is
 * wanted, has begun to run it; what was stored when the run is refused stays stored. UI thread only.
 */
final class JobWizard extends Wizard implements Scripted {

  private final EngineLink link;
  private final InventoryData data;
  private final Draft draft;
  private final IWorkbenchWindow window;
  private final SummaryPage summary;
  private boolean stored;
  private boolean saving;

  JobWizard(EngineLink link, InventoryData data, Draft draft, IWorkbenchWindow window) {
    this.link = link;
    this.data = data;
    this.draft = draft;
    this.window = window;
    this.summary = new SummaryPage(this);
    setWindowTitle("New Servicing Job");
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

  /** By the rules of the model; a name is only taken until the wizard itself has stored it. */
  List<Problem> problems() {
    return draft.problems(name -> !stored && data.definition(Kind.JOB, name).isPresent());
  }

  @Override
  public List<Draft> scripted() {
    return problems().isEmpty() ? List.of(draft) : List.of();
  }

  @Override
  public boolean canFinish() {
    return !saving && super.canFinish() && problems().isEmpty();
  }

  @Override
  public boolean performFinish() {
    saving = true;
    getContainer().updateButtons();
    boolean run = summary.isRunWanted();
    if (stored) {
      finished(run);
      return false;
    }
    say("Saving…");
    link.ask("Save the job " + draft.name(), engine -> engine.put(draft.put()), (Definition done) -> {
      stored = true;
      data.refresh(Set.of(Kind.JOB));
      finished(run);
    }, this::failed);
    return false;
  }

  private void finished(boolean run) {
    if (!run) {
      close();
      open(Kind.JOB, draft.name());
      return;
    }
    say("Saved. Starting the run…");
    link.ask("Run the job " + draft.name(), engine -> engine.run(new RunJob(draft.name(), List.of())), started -> {
      data.refresh(Set.of(Kind.RUN, Kind.VM));
      close();
      open(Kind.RUN, started.runId());
    }, error -> runRefused(error));
  }

  /** The job is stored, so nothing here may say otherwise any more: its editor goes on with it. */
  private void runRefused(ApiError error) {
    close();
    open(Kind.JOB, draft.name());
    ErrorText.show(window.getShell(), "Run the job " + draft.name(), error);
  }

  private void close() {
    if (getContainer() instanceof DefinitionDialog dialog) {
      dialog.finished();
    }
  }

  private void open(Kind kind, String name) {
    if (window.getActivePage() != null) {
      Openers.open(window.getActivePage(), kind, name);
    }
  }

  private void say(String text) {
    if (getContainer() != null && getContainer().getCurrentPage() instanceof WizardPage page) {
      page.setErrorMessage(null);
      page.setMessage(text);
    }
  }

  private void failed(ApiError error) {
    saving = false;
    if (getContainer() != null && getContainer().getCurrentPage() instanceof WizardPage page
        && page.getControl() != null && !page.getControl().isDisposed()) {
      ErrorText.show(page, error);
      getContainer().updateButtons();
    }
  }
}
