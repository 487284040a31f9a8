package org.dormouse.ui.inventory.internal.wizards;

import java.util.List;
import java.util.Optional;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.inventory.internal.Named;
import org.dormouse.ui.inventory.internal.machines.MachineStates;
import org.dormouse.ui.inventory.internal.machines.StateIcons;
import org.dormouse.ui.parts.Draft;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

/** Who belongs to a group as it is written now; asked for when the user has paused. */
final class GroupPreview {

  private static final int PAUSE_MILLIS = 350;

  private final Composite area;
  private final Label title;
  private final Table table;
  private final EngineLink link;
  private final Runnable ask = this::ask;
  private Optional<Draft> draft = Optional.empty();
  private Optional<EngineLink.Request> asked = Optional.empty();
  private List<Machine> machines = List.of();

  GroupPreview(Composite parent, EngineLink link) {
    this.link = link;
    area = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().applyTo(area);
    title = new Label(area, SWT.WRAP);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(title);
    table = Named.name(new Table(area, SWT.VIRTUAL | SWT.BORDER | SWT.FULL_SELECTION), "Who belongs to it now");
    table.setHeaderVisible(true);
    column("Virtual machine", 180);
    column("State", 120);
    GridDataFactory.fillDefaults().grab(true, true).hint(300, 200).applyTo(table);
    table.addListener(SWT.SetData, event -> fill((TableItem) event.item, event.index));
  }

  private void column(String text, int width) {
    TableColumn column = new TableColumn(table, SWT.LEFT);
    column.setText(text);
    column.setWidth(width);
  }

  private void fill(TableItem item, int row) {
    // GTK also asks for a row that it is just taking away
    if (row >= 0 && row < machines.size()) {
      Machine machine = machines.get(row);
      item.setText(new String[] {machine.id(), MachineStates.word(machine.state())});
      item.setImage(1, StateIcons.of(machine.state()));
    }
  }

  Composite control() {
    return area;
  }

  /** @param empty true if it says nothing yet */
  void show(Draft wanted, boolean empty) {
    draft = empty ? Optional.empty() : Optional.of(wanted);
    area.getDisplay().timerExec(-1, ask);
    if (empty) {
      cancel();
      show(List.of(), "Preview: nobody yet");
    } else {
      area.getDisplay().timerExec(PAUSE_MILLIS, ask);
    }
  }

  private void ask() {
    if (area.isDisposed() || draft.isEmpty()) {
      return;
    }
    cancel();
    String name = draft.get().name().isEmpty() ? "preview" : draft.get().name();
    var document = draft.get().document();
    document.put("name", name);
    title.setText("Preview: asking…");
    asked = Optional.of(link.ask("Preview the group " + name,
        engine -> engine.previewGroup(new Put("group", name, document, 0)),
        found -> show(found.machines(), "Preview: "
            + Words.count(found.machines().size(), "virtual machine", "virtual machines") + " now"),
        error -> show(List.of(), ErrorText.line(error))));
  }

  private void show(List<Machine> found, String text) {
    if (!area.isDisposed()) {
      machines = found;
      title.setText(text.replace("&", "&&"));
      table.setItemCount(found.size());
      table.clearAll();
      area.layout(true);
    }
  }

  void cancel() {
    asked.ifPresent(EngineLink.Request::cancel);
    asked = Optional.empty();
  }
}
