package org.dormouse.ui.inventory.internal.machines;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Set;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.inventory.internal.machines.MachineIndex.Order;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;

/**
 * How long the UI thread is held by the list of 10,000 virtual machines: when it first shows them, when it is sorted,
 * filtered, refreshed with a selection, and scrolled. Needs a display; not a test. Prints milliseconds of processor time;
 * the aim is that none is over 100.
 */
public final class MachineTableBench {

  private static final int MACHINES = 10_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Display display = new Display();
  private final Shell shell = new Shell(display);
  private final MachineTable table = new MachineTable(order -> { });
  private final List<MachineRow> rows = MachineRow.of(SomeMachines.many(MACHINES), List.of());

  public static void main(String[] arguments) {
    new MachineTableBench().measure();
  }

  private void measure() {
    shell.setLayout(new FillLayout());
    shell.setSize(1000, 700);
    table.create(shell);
    table.setLayout(ColumnLayout.AT_FIRST, Order.AT_FIRST);
    MachineStates.ALL.forEach(StateIcons::of);
    shell.open();
    settle();
    show("first paint of 10,000", MachineFilter.ALL, Order.AT_FIRST);
    show("sorted the other way", MachineFilter.ALL, new Order(MachineColumn.STATE, true));
    show("filtered to a third", new MachineFilter("debian", Set.of()), Order.AT_FIRST);
    show("filtered to few", new MachineFilter("vm77", Set.of()), Order.AT_FIRST);
    show("all again", MachineFilter.ALL, Order.AT_FIRST);
    List<Machine> some = rows.stream().limit(50).map(MachineRow::machine).toList();
    hold("select 50", () -> table.setSelection(new StructuredSelection(some)));
    show("refreshed with 50 selected", MachineFilter.ALL, Order.AT_FIRST);
    hold("select all", () -> table.control().selectAll());
    show("refreshed with all selected", MachineFilter.ALL, Order.AT_FIRST);
    long worst = 0;
    for (int row = 0; row < MACHINES; row += 97) {
      int top = row;
      worst = Math.max(worst, time(() -> table.control().setTopIndex(top)));
    }
    System.out.printf("%-32s %4d%n", "scroll by 97 rows, worst", worst);
    display.dispose();
  }

  private void show(String what, MachineFilter filter, Order order) {
    MachineIndex index = MachineIndex.of(rows, filter, order, SomeMachines.NOW);
    hold(what, () -> table.show(index));
  }

  private void hold(String what, Runnable onUi) {
    System.out.printf("%-32s %4d%n", what, time(onUi));
  }

  /** Processor time of the thread until everything that it causes is drawn: others may be busy on the machine. */
  private long time(Runnable onUi) {
    long start = THREADS.getCurrentThreadCpuTime();
    onUi.run();
    settle();
    return (THREADS.getCurrentThreadCpuTime() - start) / 1_000_000;
  }

  private void settle() {
    while (display.readAndDispatch()) {
      continue;
    }
  }
}
