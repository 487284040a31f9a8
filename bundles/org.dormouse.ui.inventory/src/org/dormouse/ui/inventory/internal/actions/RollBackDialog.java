package org.dormouse.ui.inventory.internal.actions;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dormouse.api.ApiError;
import org.dormouse.api.Machines.Details;
import org.dormouse.api.Machines.GenerationInfo;
import org.dormouse.api.Machines.Rollback;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.inventory.internal.Failed;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.parts.TableColumns;
import org.dormouse.ui.parts.TitledDialog;
import org.dormouse.ui.parts.Usable;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

/**
 * Names what would be put back, lets others be chosen, and says of each virtual machine what became of it. They go back
 * one after the other, so that Cancel leaves those that have not begun as they are.
 */
final class RollBackDialog extends TitledDialog {

  private static final Point SIZE = new Point(760, 560);
  private static final int BACK_TO = 2;
  private static final int RESULT = 3;

  private final Desk desk;
  private final List<Details> machines;
  private final RollBackPlan plan = new RollBackPlan();
  private KeptGenerations kept;
  private Table table;
  private Series<TableItem> series = new Series<>(List.of(), item -> { }, () -> { });
  private boolean begun;
  private String trouble = "";

  RollBackDialog(Shell parent, Desk desk, List<Details> machines) {
    super(parent, "Roll Back", "roll-back", SIZE);
    this.desk = desk;
    this.machines = machines;
  }

  @Override
  protected void fill(Composite area) {
    long possible = machines.stream().filter(machine -> plan.target(machine).isPresent()).count();
    setTitle("Put earlier generations back");
    setMessage(possible == 0 ? "None of them has an earlier generation that was kept."
        : "Ticked virtual machines go back to the generation named here. What they are now is kept as well.",
        possible == 0 ? IMessageProvider.INFORMATION : IMessageProvider.WARNING);
    table = Names.give(new Table(area, SWT.CHECK | SWT.BORDER | SWT.FULL_SELECTION), "Generations to put back");
    table.setHeaderVisible(true);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
    TableColumns.add(table, "Virtual machine", 180);
    TableColumns.add(table, "Now", 110);
    TableColumns.add(table, "Goes back to", 240);
    TableColumns.add(table, "Result", 150);
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
    // what was carried out is not carried out again on what is known from before
    if (ticked && !begun) {
      check(item);
    }
    kept.show(machines.get(table.indexOf(item)));
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
    begun = true;
    getButton(IDialogConstants.OK_ID).setEnabled(false);
    Usable.set(table, false);
    kept.setEnabled(false);
    List<TableItem> wanted = Stream.of(table.getItems()).filter(TableItem::getChecked).toList();
    wanted.forEach(item -> say(item, StateStyle.WAITING, "waiting"));
    series = new Series<>(wanted, item -> rollBack(item, machines.get(table.indexOf(item))), this::ended);
    series.next();
  }

  /** The first time it stops after the one under way, which cannot be left half done; the second time nobody waits. */
  @Override
  protected void cancelPressed() {
    if (series.isUnderWay() && !series.isStopped()) {
      series.stop();
      setMessage("Stopping. The one under way is finished first; the others stay as they are.",
          IMessageProvider.INFORMATION);
    } else {
      super.cancelPressed();
    }
  }

  @Override
  protected void handleShellCloseEvent() {
    cancelPressed();
  }

  private void rollBack(TableItem item, Details machine) {
    int number = plan.target(machine).orElseThrow().number();
    say(item, StateStyle.RUNNING, "rolling back…");
    desk.link().ask("Roll back " + machine.machine().id(),
        engine -> engine.rollback(new Rollback(machine.machine().id(), number)), done -> {
          say(item, StateStyle.SUCCEEDED, "done: it is generation " + done.number());
          series.succeeded();
        }, error -> failed(item, error));
  }

  private void failed(TableItem item, ApiError error) {
    trouble = ErrorText.line(error);
    say(item, StateStyle.FAILED, ErrorText.message(error));
    series.failed();
  }

  private void ended() {
    desk.data().refresh(Set.of(Kind.VM));
    String report = series.report("rolled back");
    if (table.isDisposed()) {
      MessageDialog.openInformation(Failed.shell(), "Roll Back", report + (trouble.isEmpty() ? "" : "\n\n" + trouble));
      return;
    }
    for (TableItem item : table.getItems()) {
      if (item.getText(RESULT).equals("waiting")) {
        say(item, StateStyle.SKIPPED, "left as it was");
      }
    }
    Usable.set(table, true);
    getButton(IDialogConstants.CANCEL_ID).setText(IDialogConstants.CLOSE_LABEL);
    setErrorMessage(trouble.isEmpty() ? null : report + " " + trouble);
    setMessage(series.isWhole() ? "Done." : report, IMessageProvider.INFORMATION);
  }

  private static void say(TableItem item, StateStyle style, String text) {
    if (item.isDisposed()) {
      return;
    }
    item.setText(RESULT, text);
    item.setImage(RESULT, Icons.image(style.iconName()));
  }
}
