package org.dormouse.ui.jobs.internal.wizard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dormouse.api.Authoring.GroupPreview;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.parts.Draft;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

/**
 * Who a job would service as it is written now; asked for when the user has paused. Names and patterns are asked as a
 * group that is not stored; who belongs to stored groups the inventory knows.
 */
final class WhoPreview {

  private static final int PAUSE_MILLIS = 350;

  private final EngineLink link;
  private final InventoryData data;
  private final Draft draft;
  private final Label title;
  private final Table table;
  private final Runnable ask = this::ask;
  private List<Machine> found = List.of();
  private Optional<EngineLink.Request> asked = Optional.empty();

  WhoPreview(Composite parent, EngineLink link, InventoryData data, Draft draft) {
    this.link = link;
    this.data = data;
    this.draft = draft;
    Composite area = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().spacing(0, 6).applyTo(area);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
    title = new Label(area, SWT.NONE);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(title);
    table = new Table(area, SWT.VIRTUAL | SWT.BORDER | SWT.FULL_SELECTION);
    table.setHeaderVisible(true);
    table.getAccessible().addAccessibleListener(Names.of("Who is serviced now"));
    column("Virtual machine", 240);
    column("State", 120);
    GridDataFactory.fillDefaults().grab(true, true).hint(300, 180).applyTo(table);
    table.addListener(SWT.SetData, event -> fill((TableItem) event.item, event.index));
    table.addDisposeListener(event -> asked.ifPresent(EngineLink.Request::cancel));
    show(List.of());
  }

  private void column(String text, int width) {
    TableColumn column = new TableColumn(table, SWT.LEFT);
    column.setText(text);
    column.setWidth(width);
  }

  private void fill(TableItem item, int row) {
    // GTK also asks for a row that it is just taking away
    if (row >= 0 && row < found.size()) {
      StateStyle style = StateStyle.ofMachine(found.get(row).state());
      item.setText(new String[] {found.get(row).id(), Words.sentence(found.get(row).state())});
      item.setImage(1, Icons.image(style.iconName()));
    }
  }

  void later() {
    table.getDisplay().timerExec(-1, ask);
    table.getDisplay().timerExec(PAUSE_MILLIS, ask);
  }

  private void ask() {
    if (table.isDisposed()) {
      return;
    }
    asked.ifPresent(EngineLink.Request::cancel);
    List<String> patterns = draft.texts("virtualMachines");
    if (patterns.isEmpty()) {
      show(List.of());
      return;
    }
    title.setText("Who that is now: asking…");
    Put group = new Put("group", "preview", Map.of("name", "preview", "virtualMachines", patterns), 0);
    asked = Optional.of(link.ask("Look who is serviced", engine -> engine.previewGroup(group),
        (GroupPreview answer) -> show(answer.machines()), error -> say(ErrorText.line(error))));
  }

  private void say(String text) {
    if (!title.isDisposed()) {
      title.setText(text.replace("&", "&&"));
      title.setToolTipText(text);
    }
  }

  private void show(List<Machine> named) {
    if (table.isDisposed()) {
      return;
    }
    Set<String> ids = named.stream().map(Machine::id).collect(Collectors.toSet());
    List<String> groups = draft.texts("groups");
    found = data.machines().stream().filter(machine -> ids.contains(machine.id())
        || machine.groups().stream().anyMatch(groups::contains)).toList();
    say("Who that is now: " + (found.isEmpty() ? "nobody"
        : Words.count(found.size(), "virtual machine", "virtual machines")));
    table.setItemCount(found.size());
    table.clearAll();
  }
}
