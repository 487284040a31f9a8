package org.dormouse.ui.inventory.internal.dashboard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.Reports.CheckReport;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.parts.FactTable;
import org.dormouse.ui.parts.FactTable.Column;
import org.dormouse.ui.parts.FactTable.Row;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;

/**
 * What the maintenance hosts can take. Each is checked once, in the background, and again as {@link HostChecks} has it.
 */
final class HostsSection {

  private final Desk desk;
  private final FactTable table;
  private final Map<String, CheckReport> checks = new HashMap<>();
  private final HostChecks due = new HostChecks();

  HostsSection(Composite parent, Desk desk) {
    this.desk = desk;
    table = new FactTable(parent, "Maintenance hosts", List.of(new Column("Host", 120), new Column("State", 100),
        new Column("VMs at a time", 115), new Column("Memory", 90), new Column("CPUs", 55),
        new Column("Free disk", 85), new Column("Accelerator", 100), new Column("In servicing", 95)));
  }

  Table control() {
    return table.control();
  }

  void show() {
    List<Definition> hosts = desk.data().definitions(Kind.HOST);
    table.show(hosts.isEmpty() ? List.of(Row.of("None yet", "", "", "", "", "", "", ""))
        : hosts.stream().map(host -> Capacity.row(host, Optional.ofNullable(checks.get(host.name())),
            desk.data().machines())).toList());
    hosts.forEach(this::checkOnce);
  }

  /** Looks anew what the hosts can take; what was found last stays in sight until then. */
  void refresh() {
    due.forget();
    show();
  }

  /** What could not be checked before may be checked now. */
  void connectedAgain() {
    due.connectedAgain();
  }

  private void checkOnce(Definition host) {
    if (due.begin(host)) {
      desk.link().ask("Check the maintenance host " + host.name(),
          engine -> engine.checkHost(new Named("host", host.name())), report -> {
            checks.put(host.name(), report);
            if (!control().isDisposed()) {
              show();
            }
          }, error -> due.failed(host.name()));
    }
  }
}
