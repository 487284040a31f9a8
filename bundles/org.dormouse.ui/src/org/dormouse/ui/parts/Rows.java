package org.dormouse.ui.parts;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dormouse.ui.style.Icons;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

/**
 * A table that fills only the cells that are seen, sorts by a click on a head, and keeps its selection by key while its
 * rows change. UI thread only.
 *
 * @param <T> what a row shows
 */
public final class Rows<T> {

  /** @param text of a cell; {@code sort} its order */
  public record Column<T>(String title, int width, boolean number, Function<T, String> text, Comparator<T> sort) {

    /** Sorted by its text. */
    public static <T> Column<T> text(String title, int width, Function<T, String> text) {
      return new Column<>(title, width, false, text, Comparator.comparing(text, String.CASE_INSENSITIVE_ORDER));
    }
  }

  /** What rows have beside cells. */
  public interface Look<T> {
    String key(T row);

    Image image(T row);

    /** Of rows that all have the same icon. */
    static <T> Look<T> of(String iconName, Function<T, String> key) {
      return new Look<>() {
        @Override
        public String key(T row) {
          return key.apply(row);
        }

        @Override
        public Image image(T row) {
          return Icons.image(iconName);
        }
      };
    }
  }

  private static final int MANY = 500;

  private final Table table;
  private final List<Column<T>> columns;
  private final Look<T> look;
  private List<T> given = List.of();
  private List<T> shown = List.of();
  private int sortedBy = -1;
  private boolean descending;

  /** @param name of the table, for those who hear the screen */
  public Rows(Composite parent, String name, List<Column<T>> columns, Look<T> look) {
    this.columns = columns;
    this.look = look;
    table = new Table(parent, SWT.VIRTUAL | SWT.MULTI | SWT.FULL_SELECTION | SWT.BORDER);
    table.setHeaderVisible(true);
    table.setData("org.dormouse.ui.id", name.toLowerCase(Locale.ROOT));
    Names.give(table, name);
    for (int i = 0; i < columns.size(); i++) {
      TableColumn head = new TableColumn(table, columns.get(i).number() ? SWT.RIGHT : SWT.LEFT);
      head.setText(columns.get(i).title());
      head.setWidth(columns.get(i).width());
      head.setMoveable(true);
      int at = i;
      head.addListener(SWT.Selection, event -> sort(at));
    }
    table.addListener(SWT.SetData, event -> fill((TableItem) event.item, event.index));
    table.addListener(SWT.KeyDown, this::key);
  }

  public Table control() {
    return table;
  }

  public void onSelection(Consumer<List<T>> listener) {
    table.addListener(SWT.Selection, event -> listener.accept(selected()));
  }

  public void onOpen(Consumer<T> listener) {
    table.addListener(SWT.DefaultSelection, event -> selected().stream().findFirst().ifPresent(listener));
  }

  public List<T> selected() {
    return IntStream.of(table.getSelectionIndices()).filter(row -> row < shown.size()).mapToObj(shown::get).toList();
  }

  public void show(List<T> rows) {
    List<String> keys = selected().stream().map(look::key).toList();
    given = rows;
    shown = sortedBy < 0 ? rows : rows.stream().sorted(order()).toList();
    if (table.getItemCount() - shown.size() > MANY) {
      // Rows that go one by one are told to the screen one by one.
      table.removeAll();
    }
    if (table.getItemCount() != shown.size()) {
      table.setItemCount(shown.size());
    }
    VirtualRows.refresh(table, this::fill);
    if (!keys.isEmpty()) {
      select(keys);
    }
  }

  private Comparator<T> order() {
    Comparator<T> order = columns.get(sortedBy).sort();
    return descending ? order.reversed() : order;
  }

  /** Leaves what is in sight where it is: a table that jumps at every change cannot be read. */
  public void select(Collection<String> keys) {
    Set<String> wanted = Set.copyOf(keys);
    int[] rows = wanted.isEmpty() ? new int[0] : IntStream.range(0, shown.size())
        .filter(row -> wanted.contains(look.key(shown.get(row)))).toArray();
    int[] now = table.getSelectionIndices();
    Arrays.sort(now);
    if (!Arrays.equals(rows, now)) {
      table.deselectAll();
      table.select(rows);
    }
  }

  /** Selects it and brings it into sight. */
  public void reveal(String key) {
    select(Set.of(key));
    table.showSelection();
  }

  public void sort(int column) {
    descending = column == sortedBy && !descending;
    sortedBy = column;
    table.setSortColumn(table.getColumn(column));
    table.setSortDirection(descending ? SWT.DOWN : SWT.UP);
    show(given);
  }

  private void fill(TableItem item, int at) {
    // GTK also asks for a row that it is just taking away
    if (at >= 0 && at < shown.size()) {
      T row = shown.get(at);
      item.setImage(0, look.image(row));
      for (int i = 0; i < columns.size(); i++) {
        item.setText(i, columns.get(i).text().apply(row));
      }
    }
  }

  private void key(Event event) {
    if ((event.stateMask & SWT.MOD1) != 0 && event.keyCode == 'c') {
      copy();
    } else if ((event.stateMask & SWT.MOD1) != 0 && event.keyCode == 'a') {
      table.selectAll();
    }
  }

  /** Selected rows as lines with tabs. */
  public void copy() {
    String text = String.join("\n", selected().stream().map(row -> String.join("\t",
        columns.stream().map(column -> column.text().apply(row)).toList())).toList());
    TextClipboard.put(table.getDisplay(), text);
  }
}
