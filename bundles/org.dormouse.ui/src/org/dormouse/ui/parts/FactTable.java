package org.dormouse.ui.parts;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dormouse.ui.style.Icons;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

/** A table that is only read: rows of texts, copied with Ctrl+C or from its menu. UI thread only. */
public final class FactTable {

  /** @param width in points */
  public record Column(String title, int width) {}

  /** @param icon name of an icon for the first cell; empty for none */
  public record Row(String icon, List<String> cells) {
    public static Row of(String... cells) {
      return new Row("", List.of(cells));
    }
  }

  private final Table table;
  private List<Row> shown = List.of();

  public FactTable(Composite parent, String name, List<Column> columns) {
    table = Names.give(new Table(parent, SWT.FULL_SELECTION | SWT.MULTI | SWT.V_SCROLL | SWT.H_SCROLL), name);
    table.setHeaderVisible(true);
    for (Column column : columns) {
      TableColumn head = new TableColumn(table, SWT.LEFT);
      head.setText(column.title());
      head.setWidth(column.width());
    }
    table.addListener(SWT.KeyDown, this::key);
    Menu menu = new Menu(table);
    MenuItem copy = new MenuItem(menu, SWT.PUSH);
    copy.setText("&Copy\tCtrl+C");
    copy.addListener(SWT.Selection, event -> copy());
    table.setMenu(menu);
  }

  public Table control() {
    return table;
  }

  /** Rows are filled anew in place: what is selected and in sight stays so, for somebody may be reading. */
  public void show(List<Row> rows) {
    if (rows.equals(shown)) {
      return;
    }
    shown = List.copyOf(rows);
    table.setRedraw(false);
    if (rows.size() < table.getItemCount()) {
      table.remove(rows.size(), table.getItemCount() - 1);
    }
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      TableItem item = i < table.getItemCount() ? table.getItem(i) : new TableItem(table, SWT.NONE);
      for (int column = 0; column < table.getColumnCount(); column++) {
        item.setText(column, column < row.cells().size() ? row.cells().get(column) : "");
      }
      item.setImage(0, row.icon().isEmpty() ? null : Icons.image(row.icon()));
    }
    table.setRedraw(true);
  }

  /** Another thing is shown from now on: nothing of it is selected, and it begins at its beginning. */
  public void begin() {
    table.deselectAll();
    table.setTopIndex(0);
  }

  private void key(Event event) {
    if (event.keyCode == 'c' && (event.stateMask & SWT.MOD1) != 0) {
      copy();
    } else if (event.keyCode == 'a' && (event.stateMask & SWT.MOD1) != 0) {
      selectAll();
    }
  }

  void selectAll() {
    table.selectAll();
  }

  void copy() {
    String text = Stream.of(table.getSelection()).map(item -> IntStream.range(0, table.getColumnCount())
        .mapToObj(item::getText).collect(Collectors.joining("\t"))).collect(Collectors.joining(System.lineSeparator()));
    TextClipboard.put(table.getDisplay(), text);
  }
}
