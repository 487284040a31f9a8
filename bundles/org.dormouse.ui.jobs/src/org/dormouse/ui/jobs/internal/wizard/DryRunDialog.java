package org.dormouse.ui.jobs.internal.wizard;

import java.util.Optional;
import org.dormouse.api.ApiError;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.RunsApi.JobPlan;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.TitledDialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;

/** The dry run of a job that is there: asked for in the background, given up when the dialog is closed. */
public final class DryRunDialog extends TitledDialog {

  private static final Point SIZE = new Point(960, 660);

  private final EngineLink link;
  private final Put job;
  private PlanView shown;
  private Optional<EngineLink.Request> asked = Optional.empty();

  /** @param job as it is, perhaps edited and not yet stored */
  public DryRunDialog(Shell shell, EngineLink link, Put job) {
    super(shell, "Dry Run", "new-job-summary", SIZE);
    this.link = link;
    this.job = job;
  }

  @Override
  protected void fill(Composite page) {
    page.setLayout(grid(2));
    shown = new PlanView(page);
    GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(500, 84).applyTo(shown.summary());
    shown.createTable(page);
    setTitle("Dry run of the job " + job.name());
    setMessage("What the job would do if it were run now. Nothing is touched.");
    shown.say("Looking at each virtual machine, update and host…");
    asked = Optional.of(link.ask("Plan the job " + job.name(), engine -> engine.planDraft(job), this::planned,
        this::failed));
  }

  private void planned(JobPlan plan) {
    if (isOpen()) {
      shown.show(plan);
      if (!PlanWords.isWorthRunning(plan)) {
        setMessage("Nobody would be serviced if it were run now.", IMessageProvider.INFORMATION);
      }
    }
  }

  private void failed(ApiError error) {
    if (isOpen()) {
      shown.say("There is no dry run.");
      setErrorMessage(ErrorText.line(error));
    }
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CLOSE_LABEL, true);
  }

  @Override
  public boolean close() {
    asked.ifPresent(EngineLink.Request::cancel);
    return super.close();
  }
}
