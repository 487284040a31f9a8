package org.dormouse.ui.inventory.internal.machines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.parts.TitledDialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

/** Asks which columns are shown and in which order. */
final class ColumnChooser extends TitledDialog {

  private final List<MachineColumn> order;
  private final List<MachineColumn> shownBefore;
  private ColumnLayout layout;
  private Table table;

  ColumnChooser(Shell parent, ColumnLayout layout) {
    super(parent, "Columns", "machines");
    this.layout = layout;
    shownBefore = layout.shown();
    order = new ArrayList<>(layout.shown());
    Arrays.stream(MachineColumn.values()).filter(column -> !order.contains(column)).forEach(order::add);
  }

  /** After OK. */
  ColumnLayout layout() {
    return layout;
  }

  @Override
  protected void fill(Composite area) {
    setTitle("Columns of virtual machines");
    setMessage("Tick what is to be shown. The order is that of the list, from left to right.");
    area.setLayout(grid(2));
    table = Names.give(new Table(area, SWT.CHECK | SWT.BORDER | SWT.FULL_SELECTION), "Columns");
    GridDataFactory.fillDefaults().grab(true, true).hint(260, 320).applyTo(table);
    fill(shownBefore);
    table.addListener(SWT.Selection, event -> check());
    Composite buttons = new Composite(area, SWT.NONE);
    GridLayoutFactory.fillDefaults().applyTo(buttons);
    GridDataFactory.fillDefaults().align(SWT.FILL, SWT.BEGINNING).applyTo(buttons);
    button(buttons, "Move &up", () -> move(-1));
    button(buttons, "Move &down", () -> move(1));
    button(buttons, "&Defaults", this::defaults);
  }

  private void fill(List<MachineColumn> ticked) {
    table.removeAll();
    for (MachineColumn column : order) {
      TableItem item = new TableItem(table, SWT.NONE);
      item.setText(column.title());
      item.setChecked(ticked.contains(column));
    }
  }

  private static void button(Composite parent, String text, Runnable action) {
    Button button = new Button(parent, SWT.PUSH);
    button.setText(text);
    button.addListener(SWT.Selection, event -> action.run());
    GridDataFactory.fillDefaults().grab(true, false).applyTo(button);
  }

  private void move(int by) {
    int at = table.getSelectionIndex();
    int to = at + by;
    if (at >= 0 && to >= 0 && to < order.size()) {
      List<MachineColumn> ticked = ticked();
      Collections.swap(order, at, to);
      fill(ticked);
      table.setSelection(to);
    }
  }

  private void defaults() {
    order.clear();
    order.addAll(Arrays.asList(MachineColumn.values()));
    fill(MachineColumn.atFirst());
    check();
  }

  private List<MachineColumn> ticked() {
    List<MachineColumn> ticked = new ArrayList<>();
    for (int i = 0; i < table.getItemCount(); i++) {
      if (table.getItem(i).getChecked()) {
        ticked.add(order.get(i));
      }
    }
    return ticked;
  }

  private void check() {
    boolean some = !ticked().isEmpty();
    setErrorMessage(some ? null : "Tick at least one column.");
    getButton(IDialogConstants.OK_ID).setEnabled(some);
  }

  @Override
  protected void okPressed() {
    layout = new ColumnLayout(ticked(), layout.widths());
    super.okPressed();
  }
}
