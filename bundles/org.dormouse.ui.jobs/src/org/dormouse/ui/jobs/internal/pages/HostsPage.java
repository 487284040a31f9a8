package org.dormouse.ui.jobs.internal.pages;

import org.dormouse.api.Definitions.Definition;
import org.dormouse.model.DormousePackage;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.jobs.internal.JobWords;
import org.eclipse.swt.widgets.Composite;

/** Where virtual machines are woken, and how they are kept from every network. */
public final class HostsPage extends FormPage {

  private NamesSection hosts;

  public HostsPage() {
    super("Hosts and network");
  }

  @Override
  void sections(Composite body) {
    DormousePackage model = DormousePackage.eINSTANCE;
    Composite where = section(body, "Maintenance hosts", "Those that may be used. Where none is named, all may.");
    hosts = new NamesSection(where, toolkit(), editing(), model.getServicingJob_Hosts(),
        "Maintenance hosts of the job",
        () -> editing().data().definitions(Kind.HOST).stream().map(Definition::name).toList());
    fields().own(model.getServicingJob_Hosts(), "Hosts", hosts.table());
    Composite how = section(body, "Placement", "How a host is chosen among those that fit.");
    fields().literal(how, model.getServicingJob_Placement(), "&Placement", JobWords.PLACEMENT);
    fields().number(how, model.getServicingJob_ConcurrentVms(), "Virtual machines at a &time", "0: as hosts allow", 0);
    Composite network = section(body, "Network", "A woken machine reaches nothing; its own cards are restored.");
    fields().literal(network, model.getServicingJob_Isolation(), "&Isolation", JobWords.ISOLATION);
  }

  @Override
  void refresh() {
    hosts.show();
  }
}
