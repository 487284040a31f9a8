package org.dormouse.ui.jobs.internal.wizard;

import java.util.Map;
import java.util.Optional;
import org.dormouse.api.ApiError;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.RunsApi.JobPlan;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.ErrorText;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;

/**
 * The dry run of the job as it is written: asked for each time the page is seen with another draft, in the background,
 * with a cancel. The job may be kept whatever comes of it; it may be run at once where somebody would be serviced.
 */
final class SummaryPage extends WizardPage {

  private static final String EXPLANATION = "What the job would do if it were run now. Nothing is touched yet.";

  private final JobWizard wizard;
  private PlanView shown;
  private Button again;
  private Button run;
  private Optional<EngineLink.Request> asked = Optional.empty();
  private Map<String, Object> planned = Map.of();

  SummaryPage(JobWizard wizard) {
    super("summary");
    this.wizard = wizard;
    setTitle("Summary");
    setMessage(EXPLANATION);
  }

  @Override
  public void createControl(Composite parent) {
    Composite page = new Composite(parent, SWT.NONE);
    GridLayoutFactory.swtDefaults().numColumns(2).margins(10, 10).spacing(10, 8).applyTo(page);
    shown = new PlanView(page);
    GridDataFactory.fillDefaults().grab(true, false).hint(500, 80).applyTo(shown.summary());
    again = new Button(page, SWT.PUSH);
    again.setText("&Cancel dry run");
    again.addListener(SWT.Selection, event -> {
      if (asked.isPresent()) {
        cancelled();
      } else {
        plan();
      }
    });
    GridDataFactory.swtDefaults().align(SWT.FILL, SWT.BEGINNING).hint(140, SWT.DEFAULT).applyTo(again);
    shown.createTable(page);
    run = new Button(page, SWT.CHECK);
    run.setText("&Run it now");
    run.setEnabled(false);
    GridDataFactory.fillDefaults().span(2, 1).applyTo(run);
    setControl(page);
    ContextHelp.set(page, "new-job-summary");
    page.addDisposeListener(event -> asked.ifPresent(EngineLink.Request::cancel));
  }

  @Override
  public void setVisible(boolean visible) {
    super.setVisible(visible);
    if (visible && !wizard.draft().document().equals(planned)) {
      plan();
    } else if (!visible && asked.isPresent()) {
      cancelled();
    }
  }

  private void plan() {
    planned = wizard.draft().document();
    shown.say("Looking at each virtual machine, update and host…");
    setMessage("The dry run is under way. You need not wait for it to keep the job.");
    again.setText("&Cancel dry run");
    allowRun(false, "Possible when the dry run has ended.");
    Put draft = wizard.draft().put();
    asked = Optional.of(wizard.link().ask("Plan the job " + draft.name(), engine -> engine.planDraft(draft),
        this::planned, this::failed));
  }

  private void planned(JobPlan plan) {
    if (!isThere()) {
      return;
    }
    ended("");
    shown.show(plan);
    boolean worth = PlanWords.isWorthRunning(plan);
    allowRun(worth, worth ? "" : "Nobody would be serviced now.");
    if (!wizard.isUnderWay()) {
      setMessage(worth ? EXPLANATION : "Nobody would be serviced if it were run now. The job can be kept all the same.",
          worth ? IMessageProvider.NONE : IMessageProvider.INFORMATION);
    }
  }

  private void failed(ApiError error) {
    if (isThere()) {
      ended("There is no dry run.");
      planned = Map.of();
      if (!wizard.isUnderWay()) {
        ErrorText.show(this, error);
      }
    }
  }

  private void cancelled() {
    asked.ifPresent(EngineLink.Request::cancel);
    planned = Map.of();
    ended("The dry run was cancelled.");
    setMessage("The job can be kept without it; to run it at once, plan again.");
  }

  private void ended(String text) {
    asked = Optional.empty();
    again.setText("&Plan again");
    shown.say(text);
  }

  private void allowRun(boolean allowed, String why) {
    run.setEnabled(allowed);
    run.setToolTipText(why);
    if (!allowed) {
      run.setSelection(false);
    }
  }

  private boolean isThere() {
    return getControl() != null && !getControl().isDisposed();
  }

  boolean isRunWanted() {
    return run != null && !run.isDisposed() && run.getSelection();
  }
}
