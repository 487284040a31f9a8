package org.dormouse.ui.parts;

import java.util.function.ObjIntConsumer;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

/**
 * Shows other content in a table that fills only what is seen. Rows in sight are filled at once, the others when they
 * come into sight.
 *
 * <p>A row that is only cleared, and filled when GTK draws it, has lost its words for those who hear the screen: the
 * toolkit tells nobody of what it fills while drawing. UI thread only.
 */
public final class VirtualRows {

  private VirtualRows() {}

  /** @param fill sets whatever a row shows, as for a row that is new */
  public static void refresh(Table table, ObjIntConsumer<TableItem> fill) {
    int count = table.getItemCount();
    int from = Math.min(table.getTopIndex(), count);
    int to = Math.min(count, from + table.getClientArea().height / Math.max(1, table.getItemHeight()) + 2);
    if (from > 0) {
      table.clear(0, from - 1);
    }
    if (to < count) {
      table.clear(to, count - 1);
    }
    for (int row = from; row < to; row++) {
      fill.accept(table.getItem(row), row);
    }
  }
}
