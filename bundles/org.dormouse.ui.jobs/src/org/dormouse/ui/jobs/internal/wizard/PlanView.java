package org.dormouse.ui.jobs.internal.wizard;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.dormouse.api.RunsApi.JobPlan;
import org.dormouse.api.RunsApi.PlannedMachine;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;

/** What a dry run found: a few sentences, and every virtual machine with what would be done and why. UI thread only. */
final class PlanView {

  private final Text summary;
  private Table table;
  private List<PlannedMachine> machines = List.of();

  PlanView(Composite page) {
    summary = new Text(page, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP);
    Names.give(summary, "What the job would do now");
  }

  Text summary() {
    return summary;
  }

  /** Over two columns of a page. */
  void createTable(Composite page) {
    table = new Table(page, SWT.VIRTUAL | SWT.BORDER | SWT.FULL_SELECTION);
    table.setHeaderVisible(true);
    Names.give(table, "Virtual machines of the dry run");
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

  void show(JobPlan plan) {
    show(plan.machines().stream().sorted(Comparator.comparingInt(PlanWords::rank)).toList(),
        String.join("\n", PlanWords.lines(plan, Instant.now())));
  }

  /** In place of a plan. */
  void say(String text) {
    show(List.of(), text);
  }

  private void show(List<PlannedMachine> rows, String text) {
    machines = rows;
    table.setItemCount(rows.size());
    table.clearAll();
    summary.setText(text);
  }
}
