package org.dormouse.ui.jobs.internal.pages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dormouse.api.ApiError;
import org.dormouse.api.Authoring.GroupPreview;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.Machines.Machine;
import org.dormouse.model.DormousePackage;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.PlatformUI;

/** Who is serviced: by name, by pattern and by group, and who that is now. */
public final class MachinesPage extends FormPage {

  private static final int PAUSE_MILLIS = 400;

  private final Runnable ask = this::ask;
  private NamesSection machines;
  private NamesSection groups;
  private Label count;
  private Table preview;
  private List<Machine> found = List.of();
  private Optional<EngineLink.Request> asked = Optional.empty();
  private List<Object> shown = List.of();

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
    preview = toolkit().createTable(now, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.BORDER);
    preview.setHeaderVisible(true);
    preview.getAccessible().addAccessibleListener(Names.of("Who is serviced now"));
    column("Virtual machine", 260);
    column("State", 140);
    preview.addListener(SWT.SetData, event -> fill((TableItem) event.item, event.index));
    GridDataFactory.fillDefaults().span(2, 1).grab(true, true).hint(400, 180).applyTo(preview);
    preview.addDisposeListener(event -> asked.ifPresent(EngineLink.Request::cancel));
  }

  private void column(String title, int width) {
    TableColumn column = new TableColumn(preview, SWT.LEFT);
    column.setText(title);
    column.setWidth(width);
  }

  private void fill(TableItem item, int row) {
    // GTK also asks for a row that it is just taking away
    if (row >= 0 && row < found.size()) {
      StateStyle style = StateStyle.ofMachine(found.get(row).state());
      item.setText(new String[] {found.get(row).id(), style.word()});
      item.setImage(0, Icons.image(style.iconName()));
    }
  }

  private void pattern() {
    InputDialog dialog = new InputDialog(preview.getShell(), "Add Pattern", "library/name, with * and ?", "",
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
    List<Object> now = List.of(List.copyOf(editing().job().getVirtualMachines()),
        List.copyOf(editing().job().getGroups()));
    if (!now.equals(shown)) {
      shown = now;
      preview.getDisplay().timerExec(-1, ask);
      preview.getDisplay().timerExec(PAUSE_MILLIS, ask);
    }
  }

  /** Names and patterns as a group that is not stored; groups as the inventory says who belongs to them. */
  private void ask() {
    if (preview.isDisposed()) {
      return;
    }
    asked.ifPresent(EngineLink.Request::cancel);
    List<String> patterns = List.copyOf(editing().job().getVirtualMachines());
    if (patterns.isEmpty()) {
      show(List.of());
      return;
    }
    count.setText("Asking…");
    asked = Optional.of(PlatformUI.getWorkbench().getService(EngineLink.class).ask("Look who is serviced",
        engine -> engine.previewGroup(new Put("group", "preview",
            Map.of("name", "preview", "virtualMachines", patterns), 0)), (GroupPreview answer) ->
                show(answer.machines()), this::failed));
  }

  private void show(List<Machine> named) {
    if (preview.isDisposed()) {
      return;
    }
    Set<String> ids = named.stream().map(Machine::id).collect(Collectors.toSet());
    List<String> inGroups = List.copyOf(editing().job().getGroups());
    found = editing().data().machines().stream().filter(machine -> ids.contains(machine.id())
        || machine.groups().stream().anyMatch(inGroups::contains)).toList();
    count.setText(found.isEmpty() ? "Nobody yet."
        : Words.count(found.size(), "virtual machine", "virtual machines") + ".");
    preview.setItemCount(found.size());
    preview.clearAll();
  }

  private void failed(ApiError error) {
    if (!count.isDisposed()) {
      count.setText(ErrorText.line(error).replace("&", "&&"));
    }
  }
}
