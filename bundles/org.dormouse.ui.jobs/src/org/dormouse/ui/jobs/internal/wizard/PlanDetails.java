package org.dormouse.ui.jobs.internal.wizard;

import java.util.List;
import org.dormouse.api.RunsApi.JobPlan;
import org.dormouse.api.RunsApi.PlannedMachine;
import org.dormouse.ui.parts.FactRows;
import org.dormouse.ui.parts.FactTable.Column;
import org.dormouse.ui.parts.FactTable.Row;
import org.dormouse.ui.parts.FactTabs;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;

/** All that a dry run tells of one virtual machine: its packages, what was found, and how the hosts suit it. */
final class PlanDetails {

  private static final List<Column> HOST_COLUMNS = List.of(new Column("Host", 110), new Column("Suits it", 70),
      new Column("Because", 240), new Column("Accelerator", 90), new Column("At a time", 75),
      new Column("Findings", 320));

  private final FactTabs.Tab packages;
  private final FactTabs.Tab findings;
  private final FactTabs.Tab hosts;

  PlanDetails(Composite parent) {
    FactTabs tabs = new FactTabs(parent, SWT.FLAT | SWT.BORDER);
    packages = tab(tabs, "Packages", FactRows.CHANGE_COLUMNS);
    findings = tab(tabs, "Findings", FactRows.FINDING_COLUMNS);
    hosts = tab(tabs, "Hosts", HOST_COLUMNS);
  }

  private static FactTabs.Tab tab(FactTabs tabs, String title, List<Column> columns) {
    return tabs.add(title, title + " of the selected virtual machine", columns);
  }

  void show(JobPlan plan, PlannedMachine machine) {
    fill(machine.id(), FactRows.changes(machine.changes()), FactRows.findings(machine.findings()),
        PlanWords.hosts(plan, machine));
  }

  void clear() {
    fill("", List.of(), List.of(), List.of());
  }

  private void fill(String machine, List<Row> changes, List<Row> found, List<Row> places) {
    show(packages, machine.isEmpty() ? "Packages" : "Packages of " + machine, changes);
    show(findings, "Findings", found);
    show(hosts, "Hosts", places);
  }

  private static void show(FactTabs.Tab tab, String title, List<Row> rows) {
    tab.show(rows);
    tab.title(rows.isEmpty() ? title : title + " (" + rows.size() + ")");
  }
}
