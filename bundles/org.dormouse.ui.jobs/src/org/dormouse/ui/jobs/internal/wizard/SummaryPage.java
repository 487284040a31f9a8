package org.dormouse.ui.jobs.internal.wizard;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.api.ApiError;
import org.dormouse.api.RunsApi.JobPlan;
import org.dormouse.api.RunsApi.PlannedMachine;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;

/**
 * The dry run of the job as it is written: asked for each time the page is seen with another draft, in the background,
 * with a cancel. The job may be kept whatever comes of it; it may be run at once where somebody would be serviced.
 */
final class SummaryPage extends WizardPage {

  private static final String EXPLANATION = "What the job would do if it were run now. Nothing is touched yet.";

  private final JobWizard wizard;
  private Text summary;
  private Table table;
  private Button again;
  private Button run;
  private Optional<EngineLink.Request> asked = Optional.empty();
  private Map<String, Object> planned = Map.of();
  private List<PlannedMachine> machines = List.of();

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
    summary = new Text(page, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP);
    summary.getAccessible().addAccessibleListener(Names.of("What the job would do now"));
    GridDataFactory.fillDefaults().grab(true, false).hint(500, 84).applyTo(summary);
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
    createTable(page);
    run = new Button(page, SWT.CHECK);
    run.setText("&Run it now");
    run.setEnabled(false);
    GridDataFactory.fillDefaults().span(2, 1).applyTo(run);
    setControl(page);
    ContextHelp.set(page, "new-job-summary");
    page.addDisposeListener(event -> asked.ifPresent(EngineLink.Request::cancel));
  }

  private void createTable(Composite page) {
    table = new Table(page, SWT.VIRTUAL | SWT.BORDER | SWT.FULL_SELECTION);
    table.setHeaderVisible(true);
    table.getAccessible().addAccessibleListener(Names.of("Virtual machines of the dry run"));
    column("Virtual machine", 180, SWT.LEFT);
    column("What", 150, SWT.LEFT);
    column("Host", 90, SWT.LEFT);
    column("Packages", 80, SWT.RIGHT);
    column("Download", 90, SWT.RIGHT);
    column("Why", 420, SWT.LEFT);
    table.addListener(SWT.SetData, event -> fill((TableItem) event.item, event.index));
    GridDataFactory.fillDefaults().span(2, 1).grab(true, true).hint(500, 200).applyTo(table);
  }

  private void column(String text, int width, int style) {
    TableColumn column = new TableColumn(table, style);
    column.setText(text);
    column.setWidth(width);
  }

  private void fill(TableItem item, int row) {
    // GTK also asks for a row that it is just taking away
    if (row >= 0 && row < machines.size()) {
      PlannedMachine machine = machines.get(row);
      item.setText(new String[] {machine.id(), PlanWords.verdict(machine.verdict()), machine.host(),
          machine.changes().isEmpty() ? "" : String.valueOf(machine.changes().size()),
          machine.downloadBytes() <= 0 ? "" : Words.bytes(machine.downloadBytes()), PlanWords.why(machine)});
      item.setImage(1, Icons.image(StateStyle.ofMachine(PlanWords.state(machine.verdict())).iconName()));
    }
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
    show(List.of(), "Looking at each virtual machine, update and host…");
    setMessage("The dry run is under way. You need not wait for it to keep the job.");
    again.setText("&Cancel dry run");
    allowRun(false, "Possible when the dry run has ended.");
    asked = Optional.of(wizard.link().ask("Plan the job " + wizard.draft().name(),
        engine -> engine.planDraft(wizard.draft().put()), this::planned, this::failed));
  }

  private void planned(JobPlan plan) {
    if (!isThere()) {
      return;
    }
    ended(String.join("\n", PlanWords.lines(plan, Instant.now())));
    machines = plan.machines().stream().sorted(Comparator.comparingInt(PlanWords::rank)).toList();
    table.setItemCount(machines.size());
    table.clearAll();
    boolean worth = PlanWords.isWorthRunning(plan);
    allowRun(worth, worth ? "" : "Nobody would be serviced now.");
    setMessage(worth ? EXPLANATION : "Nobody would be serviced if it were run now. The job can be kept all the same.",
        worth ? IMessageProvider.NONE : IMessageProvider.INFORMATION);
  }

  private void failed(ApiError error) {
    if (isThere()) {
      ended("There is no dry run.");
      planned = Map.of();
      ErrorText.show(this, error);
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
    show(List.of(), text);
  }

  private void show(List<PlannedMachine> rows, String text) {
    machines = rows;
    table.setItemCount(rows.size());
    table.clearAll();
    summary.setText(text);
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
