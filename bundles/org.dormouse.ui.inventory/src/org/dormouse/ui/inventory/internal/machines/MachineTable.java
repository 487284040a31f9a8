package org.dormouse.ui.inventory.internal.machines;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.inventory.internal.machines.MachineIndex.Order;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.parts.VirtualRows;
import org.eclipse.core.runtime.ListenerList;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

/**
 * The table of virtual machines: only cells that are seen are filled. The selection is that of machines, not of rows:
 * it stays with them when the list is sorted, filtered or refreshed. UI thread only.
 */
final class MachineTable implements ISelectionProvider {

  /** Rows that are added, or taken away, without a pause that anybody would notice. */
  private static final int AT_ONCE = 1000;
  /** Long enough for what is there already to be painted. */
  private static final Duration MEANWHILE = Duration.ofMillis(20);

  private final Consumer<Order> sorted;
  private final ListenerList<ISelectionChangedListener> listeners = new ListenerList<>();
  private final Map<MachineColumn, Integer> widths = new EnumMap<>(MachineColumn.class);
  private Table table;
  private List<MachineColumn> columns = List.of();
  private List<Machine> told = List.of();
  private MachineIndex index = MachineIndex.EMPTY;
  /** Whether the next piece of rows is on its way. */
  private boolean fitting;

  /** @param sorted told the order that a click on a head asks for */
  MachineTable(Consumer<Order> sorted) {
    this.sorted = sorted;
  }

  /** Before that, nothing is selected, and nothing can be. */
  void create(Composite parent) {
    table = new Table(parent, SWT.VIRTUAL | SWT.MULTI | SWT.FULL_SELECTION | SWT.BORDER);
    table.setHeaderVisible(true);
    table.setData("org.dormouse.ui.id", "machines");
    Names.give(table, "Virtual machines");
    table.addListener(SWT.SetData, event -> fill((TableItem) event.item, event.index));
    table.addListener(SWT.Selection, event -> tellSelection());
    SelectionDrag.add(table, this);
  }

  Table control() {
    return table;
  }

  MachineIndex index() {
    return index;
  }

  List<MachineColumn> columnsInSight() {
    return IntStream.of(table.getColumnOrder()).mapToObj(columns::get).toList();
  }

  ColumnLayout layout() {
    rememberWidths();
    return new ColumnLayout(columnsInSight(), widths);
  }

  void setLayout(ColumnLayout layout, Order order) {
    widths.clear();
    widths.putAll(layout.widths());
    table.setRedraw(false);
    for (TableColumn column : table.getColumns()) {
      column.dispose();
    }
    columns = layout.shown();
    for (MachineColumn column : columns) {
      TableColumn head = new TableColumn(table, column.isAlignedRight() ? SWT.RIGHT : SWT.LEFT);
      head.setText(column.title());
      head.setMoveable(true);
      head.setWidth(layout.width(column));
      head.addListener(SWT.Selection, event -> sorted.accept(order().clicked(column)));
    }
    showOrder(order);
    table.clearAll();
    table.setRedraw(true);
  }

  private void rememberWidths() {
    for (int i = 0; i < columns.size(); i++) {
      widths.put(columns.get(i), table.getColumn(i).getWidth());
    }
  }

  private Order order() {
    int sortedBy = table.getSortColumn() == null ? -1 : table.indexOf(table.getSortColumn());
    return sortedBy < 0 ? Order.AT_FIRST : new Order(columns.get(sortedBy), table.getSortDirection() == SWT.DOWN);
  }

  void showOrder(Order order) {
    int at = columns.indexOf(order.column());
    table.setSortColumn(at < 0 ? null : table.getColumn(at));
    table.setSortDirection(at < 0 ? SWT.NONE : order.descending() ? SWT.DOWN : SWT.UP);
  }

  void show(MachineIndex next) {
    Set<String> selected = ids();
    index = next;
    boolean fewer = table.getItemCount() > next.rows().size();
    if (fewer) {
      leaveSurplus(selected);
    }
    VirtualRows.refresh(table, this::fill);
    if (fewer || !selected.isEmpty()) {
      reselect(selected);
    }
    if (!fitting) {
      fit();
    }
  }

  /**
   * Until they are taken away, rows that are too many show nothing, and the cursor is in one that stays: GTK selects the
   * neighbour of the one under the cursor when that is taken away, and SWT tells nobody.
   */
  private void leaveSurplus(Set<String> selected) {
    int rows = index.rows().size();
    int top = table.getTopIndex();
    table.clear(rows, table.getItemCount() - 1);
    table.setSelection(IntStream.range(0, rows).filter(row -> selected.contains(id(row))).findFirst().orElse(0));
    table.setTopIndex(top < rows ? top : 0);
  }

  /**
   * Adds the rows that are missing, or takes away those that are too many, piece by piece: the toolkit tells the screen
   * of each, which takes its time.
   */
  private void fit() {
    fitting = false;
    if (table.isDisposed()) {
      return;
    }
    int rows = index.rows().size();
    int there = table.getItemCount();
    if (there > rows) {
      Set<String> selected = ids();
      // the last goes alone, as the cursor is in it
      table.setItemCount(Math.max(there == 1 ? rows : Math.max(rows, 1), there - AT_ONCE));
      // somebody may have gone to a row that is taken away
      if (table.getSelectionCount() != selected.size() || !ids().equals(selected)) {
        reselect(selected);
      }
    } else {
      growTo(Math.min(rows, there + AT_ONCE));
    }
    if (table.getItemCount() != rows) {
      fitting = true;
      UiThread.after(MEANWHILE, this::fit);
    }
  }

  private void growTo(int rows) {
    if (table.getItemCount() < rows) {
      table.setItemCount(rows);
    }
  }

  void selectAll() {
    growTo(index.rows().size());
    table.selectAll();
    tellSelection();
  }

  private void reselect(Set<String> ids) {
    int[] rows = IntStream.range(0, index.rows().size()).filter(row -> ids.contains(id(row))).toArray();
    if (rows.length > 0) {
      growTo(rows[rows.length - 1] + 1);
    }
    table.deselectAll();
    table.select(rows);
    // ten thousand that are the same as before are no news to anybody
    if (!machines().equals(told)) {
      tellSelection();
    }
  }

  private void fill(TableItem item, int row) {
    // GTK also asks for a row that it is just taking away
    if (row < 0 || row >= index.rows().size()) {
      return;
    }
    Machine machine = index.rows().get(row).machine();
    for (int i = 0; i < columns.size(); i++) {
      item.setText(i, columns.get(i).text(machine));
      if (columns.get(i) == MachineColumn.STATE) {
        item.setImage(i, StateIcons.of(machine.state()));
      }
    }
  }

  private String id(int row) {
    return index.rows().get(row).machine().id();
  }

  private Set<String> ids() {
    return machines().stream().map(Machine::id).collect(Collectors.toSet());
  }

  /** Those selected, in the order of the list. */
  List<Machine> machines() {
    List<Machine> machines = new ArrayList<>();
    for (int row : table.getSelectionIndices()) {
      if (row < index.rows().size()) {
        machines.add(index.rows().get(row).machine());
      }
    }
    return machines;
  }

  @Override
  public IStructuredSelection getSelection() {
    return table == null ? StructuredSelection.EMPTY : new StructuredSelection(machines());
  }

  @Override
  public void setSelection(ISelection selection) {
    if (table == null) {
      return;
    }
    Set<String> ids = new HashSet<>();
    if (selection instanceof IStructuredSelection structured) {
      Stream.of(structured.toArray()).filter(Machine.class::isInstance)
          .forEach(machine -> ids.add(((Machine) machine).id()));
    }
    reselect(ids);
    table.showSelection();
  }

  private void tellSelection() {
    told = machines();
    SelectionChangedEvent event = new SelectionChangedEvent(this, new StructuredSelection(told));
    listeners.forEach(listener -> listener.selectionChanged(event));
  }

  @Override
  public void addSelectionChangedListener(ISelectionChangedListener listener) {
    listeners.add(listener);
  }

  @Override
  public void removeSelectionChangedListener(ISelectionChangedListener listener) {
    listeners.remove(listener);
  }
}
