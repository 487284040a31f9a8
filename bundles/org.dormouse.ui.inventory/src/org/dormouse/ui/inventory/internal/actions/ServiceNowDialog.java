package org.dormouse.ui.inventory.internal.actions;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.parts.Rows;
import org.dormouse.ui.parts.TitledDialog;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

/** Asks by which job the selected machines are serviced, and names those that the job would leave out. */
final class ServiceNowDialog extends TitledDialog {

  private static final int NEW_JOB = IDialogConstants.CLIENT_ID + 1;

  /** What the user wants: to service those of a job, or to make another job for them. */
  sealed interface Answer {
    record Service(JobScope scope) implements Answer {}

    record NewJob() implements Answer {}
  }

  private final List<JobScope> scopes;
  private final int machines;
  private Rows<JobScope> jobs;
  private Text left;
  private JobScope chosen;
  private Optional<Answer> answer = Optional.empty();

  private ServiceNowDialog(Shell shell, List<JobScope> scopes) {
    super(shell, "Service Now", "machines");
    this.scopes = scopes;
    this.chosen = scopes.getFirst();
    this.machines = chosen.serviced().size() + chosen.left().size();
  }

  /**
   * @param scopes of all jobs that are about any of the machines, at least one; the first is proposed
   * @return empty: cancelled
   */
  static Optional<Answer> ask(Shell shell, List<JobScope> scopes) {
    ServiceNowDialog dialog = new ServiceNowDialog(shell, scopes);
    dialog.open();
    return dialog.answer;
  }

  @Override
  protected void fill(Composite area) {
    setTitle("Service " + Words.count(machines, "virtual machine", "virtual machines") + " now");
    setMessage("By which job? Each is replaced whole by a verified new generation, or left as it is.");
    jobs = new Rows<>(area, "Jobs", List.of(Rows.Column.text("Job", 260, JobScope::job),
        new Rows.Column<>("Services", 160, false, JobScope::share,
            Comparator.comparingInt(scope -> scope.serviced().size()))), Rows.Look.of("job", JobScope::job));
    GridDataFactory.fillDefaults().grab(true, true).hint(480, 110).applyTo(jobs.control());
    jobs.onSelection(selected -> choose(selected.stream().findFirst()));
    jobs.onOpen(scope -> okPressed());
    left = Names.give(new Text(area, SWT.MULTI | SWT.READ_ONLY | SWT.V_SCROLL | SWT.WRAP), "Who is left out");
    GridDataFactory.fillDefaults().grab(true, true).hint(480, 110).applyTo(left);
    jobs.show(scopes);
    jobs.select(Set.of(chosen.job()));
    left.setText(chosen.remark());
  }

  private void choose(Optional<JobScope> selected) {
    selected.ifPresent(scope -> {
      chosen = scope;
      left.setText(scope.remark());
    });
    getButton(IDialogConstants.OK_ID).setEnabled(selected.isPresent());
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    createButton(parent, NEW_JOB, "&New Servicing Job…", false)
        .setToolTipText("Make a job that services all that are selected");
    super.createButtonsForButtonBar(parent);
  }

  @Override
  protected void buttonPressed(int button) {
    if (button == NEW_JOB) {
      answer = Optional.of(new Answer.NewJob());
      close();
    } else {
      super.buttonPressed(button);
    }
  }

  @Override
  protected void okPressed() {
    answer = Optional.of(new Answer.Service(chosen));
    super.okPressed();
  }
}
