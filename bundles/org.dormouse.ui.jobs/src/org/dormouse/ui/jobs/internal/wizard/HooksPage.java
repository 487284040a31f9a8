package org.dormouse.ui.jobs.internal.wizard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dormouse.ui.jobs.HookWords;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.parts.TableColumns;
import org.dormouse.ui.style.Icons;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

/** Steps of the user at junctures of the workflow, and the boot test. None are needed. */
final class HooksPage extends JobWizardPage {

  private List<Map<String, Object>> hooks = List.of();
  private Table table;
  private Button edit;
  private Button remove;

  HooksPage(JobWizard wizard) {
    super(wizard, "hooks", "Hooks", "Your own steps in the workflow: scripts, health checks, approvals. None are "
        + "needed.");
  }

  @Override
  void createFields(Composite page) {
    owns("hooks", "Hooks");
    table = new Table(page, SWT.BORDER | SWT.FULL_SELECTION);
    table.setHeaderVisible(true);
    Names.give(table, "Hooks of the job");
    TableColumns.add(table, "Name", 220);
    TableColumns.add(table, "Where", 180);
    TableColumns.add(table, "Kind", 240);
    GridDataFactory.fillDefaults().grab(true, true).hint(520, 200).applyTo(table);
    Composite buttons = new Composite(page, SWT.NONE);
    GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(buttons);
    GridDataFactory.swtDefaults().align(SWT.FILL, SWT.BEGINNING).applyTo(buttons);
    button(buttons, "&Add…", () -> open(hooks.size()));
    edit = button(buttons, "&Edit…", () -> open(table.getSelectionIndex()));
    remove = button(buttons, "&Remove", this::remove);
    table.addListener(SWT.Selection, event -> enable());
    table.addListener(SWT.DefaultSelection, event -> open(table.getSelectionIndex()));
    new Choices(this).flag(page, "&Boot test: start the new generation once more and prove it healthy before it is "
        + "stored", "bootTest");
    show();
  }

  private static Button button(Composite parent, String text, Runnable action) {
    Button button = new Button(parent, SWT.PUSH);
    button.setText(text);
    button.addListener(SWT.Selection, event -> action.run());
    GridDataFactory.fillDefaults().grab(true, false).applyTo(button);
    return button;
  }

  private void show() {
    table.removeAll();
    for (Map<String, Object> hook : hooks) {
      TableItem item = new TableItem(table, SWT.NONE);
      item.setText(new String[] {HookRows.name(hook), HookWords.title(HookRows.juncture(hook)),
          HookWords.title(HookRows.kind(hook))});
      item.setImage(0, Icons.image(HookWords.icon(HookRows.kind(hook))));
    }
    enable();
  }

  private void enable() {
    edit.setEnabled(table.getSelectionCount() == 1);
    remove.setEnabled(table.getSelectionCount() == 1);
  }

  private void open(int index) {
    if (index < 0) {
      return;
    }
    HookEntryDialog dialog = new HookEntryDialog(getShell(), hooks, index);
    if (dialog.open() == Window.OK) {
      keep(HookRows.with(hooks, index, dialog.hook()), index);
    }
  }

  private void remove() {
    List<Map<String, Object>> left = new ArrayList<>(hooks);
    left.remove(table.getSelectionIndex());
    keep(left, -1);
  }

  private void keep(List<Map<String, Object>> now, int selected) {
    hooks = List.copyOf(now);
    draft().set("hooks", hooks);
    show();
    if (selected >= 0) {
      table.select(selected);
      enable();
    }
    changed();
  }
}
