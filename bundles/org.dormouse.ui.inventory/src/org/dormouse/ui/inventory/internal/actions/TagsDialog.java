package org.dormouse.ui.inventory.internal.actions;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.inventory.internal.Failed;
import org.dormouse.ui.parts.BulkEdit;
import org.dormouse.ui.parts.TitledDialog;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

/** Adds tags to virtual machines and takes tags from them; to find and to group them by. */
public final class TagsDialog extends TitledDialog {

  private final Desk desk;
  private final List<Machine> machines;
  private Text add;
  private Text remove;

  public TagsDialog(Shell parent, Desk desk, List<Machine> machines) {
    super(parent, "Edit Tags", "tags");
    this.desk = desk;
    this.machines = machines;
  }

  @Override
  protected void fill(Composite area) {
    TreeSet<String> there = new TreeSet<>();
    machines.forEach(machine -> there.addAll(machine.tags()));
    setTitle(machines.size() == 1 ? machines.getFirst().id()
        : Words.count(machines.size(), "virtual machine", "virtual machines"));
    setMessage("Several are separated by commas. Groups by rule and the filter of the list find them.");
    area.setLayout(grid(2));
    label(area, "Tags now:");
    Text now = new Text(area, SWT.SINGLE | SWT.READ_ONLY);
    now.setText(there.isEmpty() ? "none" : String.join(", ", there));
    GridDataFactory.fillDefaults().grab(true, false).hint(360, SWT.DEFAULT).applyTo(now);
    add = field(area, "&Add:");
    remove = field(area, "&Remove:");
    add.setFocus();
  }

  private static void label(Composite area, String text) {
    Label label = new Label(area, SWT.NONE);
    label.setText(text);
  }

  private static Text field(Composite area, String text) {
    label(area, text);
    Text field = new Text(area, SWT.SINGLE | SWT.BORDER);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(field);
    return field;
  }

  @Override
  protected void okPressed() {
    TagEdits edits = new TagEdits(TagEdits.typed(add.getText()), TagEdits.typed(remove.getText()));
    if (!edits.isNothing()) {
      String what = "Edit the tags of " + Words.count(machines.size(), "virtual machine", "virtual machines");
      BulkEdit bulk = new BulkEdit(Kind.VM.id(), machines.stream().map(Machine::id).toList(), edits::apply);
      desk.link().ask(what, bulk::apply, done -> desk.data().refresh(Set.of(Kind.VM)),
          error -> Failed.tell(what, error));
    }
    super.okPressed();
  }
}
