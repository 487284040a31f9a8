package org.dormouse.ui.inventory.internal.actions;

import java.util.List;
import java.util.Set;
import org.dormouse.api.ApiError;
import org.dormouse.api.Machines.Details;
import org.dormouse.api.Machines.GenerationInfo;
import org.dormouse.api.Machines.Rollback;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

/** Names what would be put back, lets others be chosen, and says of each virtual machine what became of it. */
final class RollBackDialog extends TitleAreaDialog {

  private static final Point SIZE = new Point(760, 560);
  private static final int BACK_TO = 2;
  private static final int RESULT = 3;

  private final Desk desk;
  private final List<Details> machines;
  private final RollBackPlan plan = new RollBackPlan();
  private KeptGenerations kept;
  private Table table;
  private int open;
  private int failed;

  RollBackDialog(Shell parent, Desk desk, List<Details> machines) {
    super(parent);
    this.desk = desk;
    this.machines = machines;
    setShellStyle(getShellStyle() | SWT.RESIZE);
    setHelpAvailable(false);
  }

  @Override
  protected void configureShell(Shell shell) {
    super.configureShell(shell);
    shell.setText("Roll Back");
  }

  @Override
  protected Control createDialogArea(Composite parent) {
    long possible = machines.stream().filter(machine -> plan.target(machine).isPresent()).count();
    setTitle("Put earlier generations back");
    setMessage(possible == 0 ? "None of them has an earlier generation that was kept."
        : "Ticked virtual machines go back to the generation named here. What they are now is kept as well.",
        possible == 0 ? IMessageProvider.INFORMATION : IMessageProvider.WARNING);
    Composite area = new Composite((Composite) super.createDialogArea(parent), SWT.NONE);
    ContextHelp.set(area, "roll-back");
    GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
    GridLayoutFactory.swtDefaults().margins(10, 10).applyTo(area);
    table = Names.give(new Table(area, SWT.CHECK | SWT.BORDER | SWT.FULL_SELECTION), "Generations to put back");
    table.setHeaderVisible(true);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
    column("Virtual machine", 180);
    column("Now", 110);
    column("Goes back to", 240);
    column("Result", 150);
    for (Details machine : machines) {
      TableItem item = new TableItem(table, SWT.NONE);
      item.setText(new String[] {machine.machine().id(), "generation " + machine.machine().generation()});
      item.setChecked(plan.target(machine).isPresent());
      item.setGrayed(plan.target(machine).isEmpty());
    }
    kept = new KeptGenerations(area, plan, this::showTargets);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(kept.control());
    table.addListener(SWT.Selection, event -> selected((TableItem) event.item, event.detail == SWT.CHECK));
    showTargets();
    begin();
    return area;
  }

  /** With the first that can go back. */
  private void begin() {
    for (int row = 0; row < machines.size(); row++) {
      if (plan.target(machines.get(row)).isPresent()) {
        table.setSelection(row);
        kept.show(machines.get(row));
        return;
      }
    }
  }

  private void showTargets() {
    for (int row = 0; row < machines.size(); row++) {
      table.getItem(row).setText(BACK_TO, plan.target(machines.get(row)).map(RollBackDialog::words)
          .orElse("no earlier generation was kept"));
    }
  }

  private void selected(TableItem item, boolean ticked) {
    if (ticked) {
      check(item);
    }
    kept.show(machines.get(table.indexOf(item)));
  }

  private void column(String title, int width) {
    TableColumn column = new TableColumn(table, SWT.LEFT);
    column.setText(title);
    column.setWidth(width);
  }

  private static String words(GenerationInfo generation) {
    return "generation " + generation.number() + " of " + Words.time(generation.created());
  }

  private void check(TableItem item) {
    if (item.getGrayed()) {
      item.setChecked(false);
    }
    getButton(IDialogConstants.OK_ID).setEnabled(ticked());
  }

  private boolean ticked() {
    for (TableItem item : table.getItems()) {
      if (item.getChecked() && !item.getGrayed()) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    createButton(parent, IDialogConstants.OK_ID, "&Roll Back", false).setEnabled(ticked());
    createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, true);
  }

  @Override
  protected void okPressed() {
    getButton(IDialogConstants.OK_ID).setEnabled(false);
    table.setEnabled(false);
    kept.setEnabled(false);
    for (int i = 0; i < machines.size(); i++) {
      TableItem item = table.getItem(i);
      if (item.getChecked()) {
        rollBack(machines.get(i), item);
      }
    }
  }

  private void rollBack(Details machine, TableItem item) {
    int number = plan.target(machine).orElseThrow().number();
    open++;
    say(item, StateStyle.RUNNING, "rolling back…");
    desk.link().ask("Roll back " + machine.machine().id(),
        engine -> engine.rollback(new Rollback(machine.machine().id(), number)),
        done -> ended(item, StateStyle.SUCCEEDED, "done: it is generation " + done.number()),
        error -> failed(item, error));
  }

  private void failed(TableItem item, ApiError error) {
    failed++;
    if (!table.isDisposed()) {
      setErrorMessage(ErrorText.line(error));
    }
    ended(item, StateStyle.FAILED, ErrorText.message(error));
  }

  private void ended(TableItem item, StateStyle style, String text) {
    open--;
    if (open == 0) {
      desk.data().refresh(Set.of(Kind.VM));
    }
    if (table.isDisposed()) {
      return;
    }
    say(item, style, text);
    if (open == 0) {
      table.setEnabled(true);
      getButton(IDialogConstants.CANCEL_ID).setText(IDialogConstants.CLOSE_LABEL);
      if (failed == 0) {
        setMessage("Done.", IMessageProvider.INFORMATION);
      }
    }
  }

  private static void say(TableItem item, StateStyle style, String text) {
    item.setText(RESULT, text);
    item.setImage(RESULT, Icons.image(style.iconName()));
  }

  @Override
  protected Point getInitialSize() {
    return SIZE;
  }
}
