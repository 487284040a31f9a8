package org.dormouse.ui.inventory.internal.wizards;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.inventory.internal.definitions.GroupDraft;
import org.dormouse.ui.parts.Names;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.dialogs.ElementListSelectionDialog;

/** Those who belong to a group because somebody said so: names and patterns. */
final class GroupMemberFields {

  private final Composite area;
  private final Desk desk;
  private final GroupDraft group;
  private final Runnable changed;
  private final Table table;

  GroupMemberFields(Composite parent, Desk desk, GroupDraft group, Runnable changed) {
    this.desk = desk;
    this.group = group;
    this.changed = changed;
    area = new Composite(parent, SWT.NONE);
    GridLayoutFactory.swtDefaults().numColumns(2).margins(8, 8).applyTo(area);
    table = Names.give(new Table(area, SWT.BORDER | SWT.MULTI), "Members by hand");
    GridDataFactory.fillDefaults().grab(true, true).hint(220, 200).applyTo(table);
    Composite buttons = new Composite(area, SWT.NONE);
    GridLayoutFactory.fillDefaults().applyTo(buttons);
    GridDataFactory.fillDefaults().applyTo(buttons);
    button(buttons, "&Add…", this::pick);
    button(buttons, "Add &pattern…", this::pattern);
    button(buttons, "&Remove", this::remove);
    show();
  }

  Composite control() {
    return area;
  }

  private static void button(Composite parent, String text, Runnable action) {
    Button button = new Button(parent, SWT.PUSH);
    button.setText(text);
    button.addListener(SWT.Selection, event -> action.run());
    GridDataFactory.fillDefaults().grab(true, false).applyTo(button);
  }

  private void show() {
    table.removeAll();
    for (String member : group.members()) {
      new TableItem(table, SWT.NONE).setText(member);
    }
  }

  private void add(List<String> members) {
    if (group.add(members) > 0) {
      show();
      changed.run();
    }
  }

  private void pick() {
    ElementListSelectionDialog dialog = new ElementListSelectionDialog(area.getShell(), new LabelProvider());
    dialog.setTitle("Add Virtual Machines");
    dialog.setMessage("Virtual machines that belong to the group (* and ? are allowed):");
    dialog.setMultipleSelection(true);
    dialog.setHelpAvailable(false);
    dialog.setElements(desk.data().machines().stream().map(Machine::id).toArray());
    if (dialog.open() == Window.OK) {
      add(Stream.of(dialog.getResult()).map(String::valueOf).toList());
    }
  }

  private void pattern() {
    InputDialog dialog = new InputDialog(area.getShell(), "Add Pattern",
        "Pattern of the form library/name, with * and ?", "", text -> text.isBlank() ? ""
            : text.matches("[A-Za-z0-9._*?-]+(/[A-Za-z0-9._*?-]+)?") ? null
            : "Only letters, digits, dots, dashes, underscores, * and ?, and one slash.");
    if (dialog.open() == Window.OK) {
      add(List.of(dialog.getValue()));
    }
  }

  private void remove() {
    List<String> left = new ArrayList<>(group.members());
    left.removeAll(Stream.of(table.getSelection()).map(TableItem::getText).toList());
    if (left.size() < group.members().size()) {
      group.setMembers(left);
      show();
      changed.run();
    }
  }
}
