package org.dormouse.ui.parts;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;

/** Columns of a table that is filled row by row. UI thread only. */
public final class TableColumns {

  private TableColumns() {}

  /**
   * Adds one at the right; its cells begin at the left.
   *
   * @param width in pixels
   */
  public static TableColumn add(Table table, String title, int width) {
    TableColumn column = new TableColumn(table, SWT.LEFT);
    column.setText(title);
    column.setWidth(width);
    return column;
  }
}
