package org.dormouse.ui.tests.driver;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

/** A table; rows are known by the text of any of their cells. */
public final class TableDriver {
  private final Table table;

  TableDriver(Table table) {
    this.table = table;
  }

  public Table widget() {
    return table;
  }

  public int rows() {
    return Ui.get(table::getItemCount);
  }

  public TableDriver awaitRows(int count) {
    Ui.await(count + " rows in a table", () -> table.getItemCount() == count);
    return this;
  }

  public TableDriver awaitAtLeast(int count) {
    Ui.await("at least " + count + " rows in a table", () -> table.getItemCount() >= count);
    return this;
  }

  public List<String> columns() {
    return Ui.get(() -> Arrays.stream(table.getColumns()).map(TableColumn::getText).toList());
  }

  public String cell(int row, String column) {
    int index = columns().indexOf(column);
    if (index < 0) {
      throw new AssertionError("no column '" + column + "' among " + columns());
    }
    return Ui.get(() -> table.getItem(row).getText(index));
  }

  public List<String> row(int row) {
    return Ui.get(() -> cells(table.getItem(row)));
  }

  /** Index of the row that has a cell with this text, once it is there. */
  public int find(String cell) {
    return Ui.find("row with '" + cell + "'", () -> IntStream.range(0, table.getItemCount())
        .filter(row -> cells(table.getItem(row)).contains(cell)).boxed().findFirst());
  }

  public TableDriver click(int row) {
    Mouse.click(() -> place(row));
    return this;
  }

  public TableDriver ctrlClick(int row) {
    Mouse.ctrlClick(() -> place(row));
    return this;
  }

  public TableDriver shiftClick(int row) {
    Mouse.shiftClick(() -> place(row));
    return this;
  }

  public TableDriver doubleClick(int row) {
    Mouse.doubleClick(() -> place(row));
    return this;
  }

  public TableDriver check(int row, boolean on) {
    Ui.run(() -> {
      TableItem item = table.getItem(row);
      item.setChecked(on);
      ItemEvents.checked(table, item);
    });
    return this;
  }

  /** Adds rows to the selection, one after the other. */
  public TableDriver select(int... rows) {
    click(rows[0]);
    for (int i = 1; i < rows.length; i++) {
      ctrlClick(rows[i]);
    }
    Ui.await(rows.length + " selected rows", () -> table.getSelectionCount() == rows.length);
    return this;
  }

  public boolean isSelected(int row) {
    return Ui.get(() -> table.isSelected(row));
  }

  /** Texts of one column, from top to bottom. */
  public List<String> column(String name) {
    return IntStream.range(0, rows()).mapToObj(row -> cell(row, name)).toList();
  }

  public boolean isChecked(int row) {
    return Ui.get(() -> table.getItem(row).getChecked());
  }

  /** Takes the selected rows along by their first. */
  public void drag(int row, Point to) {
    Mouse.dragAndDrop(place(row), to, () -> { });
  }

  public MenuDriver contextMenu() {
    return MenuDriver.contextOf(table);
  }

  /** The toolkit scrolls a moment later, and lays out: what is where it was the turn before has come to rest. */
  private Point place(int row) {
    AtomicReference<Rectangle> before = new AtomicReference<>();
    return Ui.find("row " + row + " in sight", () -> row < table.getItemCount()
        && isInSight(table.getItem(row), before) ? Optional.of(Places.of(table.getItem(row))) : Optional.empty());
  }

  private boolean isInSight(TableItem item, AtomicReference<Rectangle> before) {
    table.showItem(item);
    Rectangle bounds = item.getBounds();
    Rectangle now = table.getDisplay().map(table, null, bounds);
    int middle = bounds.y + bounds.height / 2;
    return now.equals(before.getAndSet(now)) && middle > 0 && middle < table.getSize().y;
  }

  private List<String> cells(TableItem item) {
    int columns = Math.max(1, table.getColumnCount());
    return IntStream.range(0, columns).mapToObj(item::getText).map(text -> Optional.ofNullable(text).orElse(""))
        .toList();
  }
}
