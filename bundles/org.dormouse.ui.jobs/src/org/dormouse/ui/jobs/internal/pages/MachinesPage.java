package org.dormouse.ui.jobs.internal.pages;

import java.util.List;
import java.util.Optional;
import org.dormouse.api.ApiError;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Machines.Machine;
import org.dormouse.model.DormousePackage;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.jobs.internal.WhoIsServiced;
import org.dormouse.ui.jobs.internal.WhoIsServiced.Said;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.MachineRows;
import org.dormouse.ui.parts.Rows;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.PlatformUI;

/** Who is serviced: by name, by pattern and by group, and who that is now. */
public final class MachinesPage extends FormPage implements WhoIsServiced.Listener {

  private NamesSection machines;
  private NamesSection groups;
  private Label count;
  private Rows<Machine> preview;
  private WhoIsServiced who;
  private Optional<Said> shown = Optional.empty();

  public MachinesPage() {
    super("Virtual machines");
  }

  @Override
  void sections(Composite body) {
    DormousePackage model = DormousePackage.eINSTANCE;
    Composite named = section(body, "By name or pattern", "library/name, with * and ? in either part.");
    machines = new NamesSection(named, toolkit(), editing(), model.getServicingJob_VirtualMachines(),
        "Virtual machines of the job", () -> editing().data().machines().stream().map(Machine::id).toList());
    machines.button("Add &pattern…", this::pattern);
    fields().own(model.getServicingJob_VirtualMachines(), "Virtual machines", machines.table());
    Composite grouped = section(body, "By group", "Everybody who belongs to the group when the job is run.");
    groups = new NamesSection(grouped, toolkit(), editing(), model.getServicingJob_Groups(), "VM groups of the job",
        () -> editing().data().definitions(Kind.GROUP).stream().map(Definition::name).toList());
    fields().own(model.getServicingJob_Groups(), "Groups", groups.table());
    Composite now = section(body, "Who that is now", "As the libraries were found last.");
    count = note(now, "");
    preview = MachineRows.create(now, "Who is serviced now");
    toolkit().adapt(preview.control(), true, false);
    GridDataFactory.fillDefaults().span(2, 1).grab(true, true).hint(400, 180).applyTo(preview.control());
    who = new WhoIsServiced(preview.control(), PlatformUI.getWorkbench().getService(EngineLink.class),
        editing().data(), this);
  }

  private void pattern() {
    InputDialog dialog = new InputDialog(preview.control().getShell(), "Add Pattern", "library/name, with * and ?", "",
        text -> text.matches("[A-Za-z0-9._*?-]{1,100}(/[A-Za-z0-9._*?-]{1,100})?") ? null
            : "Letters, digits, dots, dashes, underscores, * and ?, and one slash between library and name.");
    if (dialog.open() == Window.OK) {
      machines.add(List.of(dialog.getValue().strip()));
    }
  }

  @Override
  void refresh() {
    machines.show();
    groups.show();
    Said now = new Said(List.copyOf(editing().job().getVirtualMachines()), List.copyOf(editing().job().getGroups()));
    if (!shown.equals(Optional.of(now))) {
      shown = Optional.of(now);
      who.later(now);
    }
  }

  @Override
  public void asking() {
    count.setText("Asking…");
  }

  @Override
  public void found(List<Machine> found) {
    count.setText(found.isEmpty() ? "Nobody yet."
        : Words.count(found.size(), "virtual machine", "virtual machines") + ".");
    preview.show(found);
  }

  @Override
  public void failed(ApiError error) {
    count.setText(ErrorText.line(error).replace("&", "&&"));
  }
}
