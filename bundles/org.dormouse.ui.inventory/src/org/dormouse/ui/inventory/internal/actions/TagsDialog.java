package org.dormouse.ui.inventory.internal.actions;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.EngineApi;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.inventory.internal.Failed;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

/** Adds tags to virtual machines and takes tags from them; to find and to group them by. */
public final class TagsDialog extends TitleAreaDialog {

  private final Desk desk;
  private final List<Machine> machines;
  private Text add;
  private Text remove;

  public TagsDialog(Shell parent, Desk desk, List<Machine> machines) {
    super(parent);
    this.desk = desk;
    this.machines = machines;
    setShellStyle(getShellStyle() | SWT.RESIZE);
    setHelpAvailable(false);
  }

  @Override
  protected void configureShell(Shell shell) {
    super.configureShell(shell);
    shell.setText("Edit Tags");
  }

  @Override
  protected Control createDialogArea(Composite parent) {
    TreeSet<String> there = new TreeSet<>();
    machines.forEach(machine -> there.addAll(machine.tags()));
    setTitle(machines.size() == 1 ? machines.getFirst().id()
        : Words.count(machines.size(), "virtual machine", "virtual machines"));
    setMessage("Several are separated by commas. Groups by rule and the filter of the list find them.");
    Composite area = new Composite((Composite) super.createDialogArea(parent), SWT.NONE);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
    GridLayoutFactory.swtDefaults().numColumns(2).margins(10, 10).spacing(10, 6).applyTo(area);
    label(area, "Tags now:");
    Text now = new Text(area, SWT.SINGLE | SWT.READ_ONLY);
    now.setText(there.isEmpty() ? "none" : String.join(", ", there));
    GridDataFactory.fillDefaults().grab(true, false).hint(360, SWT.DEFAULT).applyTo(now);
    add = field(area, "&Add:");
    remove = field(area, "&Remove:");
    add.setFocus();
    return area;
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
      List<Put> puts = machines.stream().map(machine -> put(edits, machine.id())).toList();
      desk.link().ask(what, engine -> all(engine, puts), done -> desk.data().refresh(Set.of(Kind.VM)),
          error -> Failed.tell(what, error));
    }
    super.okPressed();
  }

  private Put put(TagEdits edits, String id) {
    Optional<Definition> declared = desk.data().definition(Kind.VM, id);
    return new Put(Kind.VM.id(), id, edits.apply(declared.map(Definition::document).orElse(Map.of()), id),
        declared.map(Definition::version).orElse(0L));
  }

  /** One after the other, so that a mistake in the first stops it. */
  private static CompletableFuture<Definition> all(EngineApi engine, List<Put> puts) {
    CompletableFuture<Definition> all = engine.put(puts.getFirst());
    for (Put put : puts.subList(1, puts.size())) {
      all = all.thenCompose(before -> engine.put(put));
    }
    return all;
  }
}
