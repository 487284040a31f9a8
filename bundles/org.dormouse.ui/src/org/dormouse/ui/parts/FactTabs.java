package org.dormouse.ui.parts;

import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.widgets.Composite;

/**
 * A folder of tables that are only read. A table is made when its tab is first looked at, and filled with what its tab
 * was given before: making all of them at once keeps the UI thread for longer than it may be kept. UI thread only.
 */
public final class FactTabs {

  private static final int LONGEST_TITLE = 40;

  private final CTabFolder folder;

  /** @param style of the folder, e.g. {@link SWT#FLAT} */
  public FactTabs(Composite parent, int style) {
    folder = new CTabFolder(parent, style);
    folder.setMinimumCharacters(LONGEST_TITLE);
    folder.addListener(SWT.Selection, event -> look());
  }

  public CTabFolder control() {
    return folder;
  }

  /**
   * Adds a tab; the first is the one in front.
   *
   * @param name of the table, for those who cannot see it
   */
  public Tab add(String title, String name, List<FactTable.Column> columns) {
    Tab tab = new Tab(new CTabItem(folder, SWT.NONE), name, columns);
    tab.title(title);
    if (folder.getItemCount() == 1) {
      folder.setSelection(0);
      look();
    }
    return tab;
  }

  private void look() {
    CTabItem front = folder.getSelection();
    if (front != null && front.getControl() == null) {
      ((Tab) front.getData()).make();
    }
  }

  /** One of its tabs. */
  public static final class Tab {
    private final CTabItem item;
    private final String name;
    private final List<FactTable.Column> columns;
    private List<FactTable.Row> rows = List.of();
    private FactTable table;

    private Tab(CTabItem item, String name, List<FactTable.Column> columns) {
      this.item = item;
      this.name = name;
      this.columns = columns;
      item.setData(this);
    }

    private void make() {
      table = new FactTable(item.getParent(), name, columns);
      table.show(rows);
      item.setControl(table.control());
    }

    public void title(String title) {
      item.setText(title);
    }

    /** As {@link FactTable#show}. */
    public void show(List<FactTable.Row> now) {
      rows = List.copyOf(now);
      if (table != null) {
        table.show(rows);
      }
    }

    /** As {@link FactTable#begin}. */
    public void begin() {
      if (table != null) {
        table.begin();
      }
    }
  }
}
