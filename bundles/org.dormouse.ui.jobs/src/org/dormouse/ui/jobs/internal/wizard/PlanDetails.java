package org.dormouse.ui.jobs.internal.wizard;

import java.util.List;
import org.dormouse.api.RunsApi.JobPlan;
import org.dormouse.api.RunsApi.PlannedMachine;
import org.dormouse.ui.parts.FactRows;
import org.dormouse.ui.parts.FactTable;
import org.dormouse.ui.parts.FactTable.Column;
import org.dormouse.ui.parts.FactTable.Row;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.widgets.Composite;

/** All that a dry run tells of one virtual machine: its packages, what was found, and how the hosts suit it. */
final class PlanDetails {

  private static final List<Column> HOST_COLUMNS = List.of(new Column("Host", 110), new Column("Suits it", 70),
      new Column("Because", 240), new Column("Accelerator", 90), new Column("At a time", 75),
      new Column("Findings", 320));

  private final CTabFolder tabs;
  private final FactTable packages;
  private final FactTable findings;
  private final FactTable hosts;

  PlanDetails(Composite parent) {
    tabs = new CTabFolder(parent, SWT.FLAT | SWT.BORDER);
    tabs.setMinimumCharacters(40);
    packages = tab("Packages", FactRows.CHANGE_COLUMNS);
    findings = tab("Findings", FactRows.FINDING_COLUMNS);
    hosts = tab("Hosts", HOST_COLUMNS);
    tabs.setSelection(0);
  }

  private FactTable tab(String name, List<Column> columns) {
    CTabItem item = new CTabItem(tabs, SWT.NONE);
    item.setText(name);
    FactTable table = new FactTable(tabs, name + " of the selected virtual machine", columns);
    item.setControl(table.control());
    return table;
  }

  void show(JobPlan plan, PlannedMachine machine) {
    fill(machine.id(), FactRows.changes(machine.changes()), FactRows.findings(machine.findings()),
        PlanWords.hosts(plan, machine));
  }

  void clear() {
    fill("", List.of(), List.of(), List.of());
  }

  private void fill(String machine, List<Row> changes, List<Row> found, List<Row> places) {
    packages.show(changes);
    findings.show(found);
    hosts.show(places);
    title(0, machine.isEmpty() ? "Packages" : "Packages of " + machine, changes);
    title(1, "Findings", found);
    title(2, "Hosts", places);
  }

  private void title(int tab, String name, List<Row> rows) {
    tabs.getItem(tab).setText(rows.isEmpty() ? name : name + " (" + rows.size() + ")");
  }
}
