package org.dormouse.ui.jobs.internal.pages;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.dormouse.api.ApiError;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Machines.Machine;
import org.dormouse.model.DormousePackage;
import org.dormouse.ui.Ids;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.data.JobLimit;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.jobs.internal.WhoIsServiced;
import org.dormouse.ui.jobs.internal.WhoIsServiced.Said;
import org.dormouse.ui.parts.Commands;
import org.dormouse.ui.parts.DefinitionFacts;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.FactTable;
import org.dormouse.ui.parts.FactTable.Column;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.PlatformUI;

/** From where updates come, what is pending, and how an install is repeated and proven. */
public final class UpdatesPage extends FormPage implements WhoIsServiced.Listener {

  /** As its extension has it. */
  public static final String ID = "org.dormouse.ui.jobs.updates";

  private FactTable service;
  private ServiceCheck check;
  private Label pending;
  private WhoIsServiced who;
  private Optional<Said> said = Optional.empty();

  public UpdatesPage() {
    super("Updates");
  }

  @Override
  void sections(Composite body) {
    DormousePackage model = DormousePackage.eINSTANCE;
    EngineLink link = PlatformUI.getWorkbench().getService(EngineLink.class);
    Composite from = section(body, "Update service", "Where the packages and their index come from.");
    fields().name(from, model.getServicingJob_UpdateService(), "&Update service",
        () -> editing().data().definitions(Kind.SERVICE).stream().map(Definition::name).toList());
    service = new FactTable(from, "What the update service is", List.of(new Column("Property", 150),
        new Column("Value", 450)));
    adapt(service, 120);
    Button add = toolkit().createButton(from, "&New update service…", SWT.PUSH);
    add.addSelectionListener(SelectionListener.widgetSelectedAdapter(
        event -> Commands.run(editing().part().getSite(), Ids.ADD_SERVICE)));
    GridDataFactory.swtDefaults().span(2, 1).applyTo(add);
    check = new ServiceCheck(section(body, "Check", "Whether it answers, how old its index is and who signed it."),
        toolkit(), link);
    Composite now = section(body, "What is pending", "Of this job's virtual machines, as they were assessed last.");
    pending = note(now, "");
    who = new WhoIsServiced(pending, link, editing().data(), this);
    Composite proof = section(body, "Install and prove", "Updates may need restarts until nothing is pending any more.");
    fields().number(proof, JobLimit.CYCLES);
    fields().flag(proof, model.getServicingJob_BootTest(),
        "&Start the new generation once more and prove it healthy before it is stored");
    InventoryData data = editing().data();
    Consumer<Set<Kind>> altered = this::altered;
    data.addListener(altered);
    pending.addDisposeListener(event -> data.removeListener(altered));
  }

  private void adapt(FactTable table, int height) {
    toolkit().adapt(table.control(), true, false);
    GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(500, height).applyTo(table.control());
  }

  /** Services come and go elsewhere, and machines are assessed elsewhere. */
  private void altered(Set<Kind> kinds) {
    if (kinds.contains(Kind.SERVICE)) {
      fields().show();
      refresh();
    }
    if (kinds.contains(Kind.VM)) {
      said.ifPresent(who::later);
    }
  }

  @Override
  void refresh() {
    String name = Optional.ofNullable(editing().job().getUpdateService()).orElse("");
    Optional<Definition> chosen = editing().data().definition(Kind.SERVICE, name);
    service.show(chosen.map(DefinitionFacts::of).orElse(List.of(FactTable.Row.of("Update service",
        name.isEmpty() ? "none chosen yet" : "there is none of this name: choose another, or add it"))));
    check.of(chosen);
    Said now = new Said(List.copyOf(editing().job().getVirtualMachines()), List.copyOf(editing().job().getGroups()));
    if (!said.equals(Optional.of(now))) {
      said = Optional.of(now);
      who.later(now);
    }
  }

  @Override
  public void asking() {
    pending.setText("Looking who belongs to the job…");
  }

  @Override
  public void found(List<Machine> machines) {
    pending.setText(PendingSum.of(machines).text());
    pending.requestLayout();
  }

  @Override
  public void failed(ApiError error) {
    pending.setText(ErrorText.line(error).replace("&", "&&"));
    pending.requestLayout();
  }
}
