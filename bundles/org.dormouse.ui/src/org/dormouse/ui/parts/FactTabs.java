package org.dormouse.ui.parts;

import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.layout.FillLayout;
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
    folder.addListener(SWT.Selection, event -> front());
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
      front();
    }
    return tab;
  }

  /** The rows selected in the tab in front. */
  public void copy() {
    front().copy();
  }

  public void selectAll() {
    front().selectAll();
  }

  /** Made now, if it has not been looked at before. */
  private FactTable front() {
    return ((Tab) folder.getSelection().getData()).table();
  }

  /** One of its tabs. */
  public static final class Tab {
    private final CTabItem item;
    private final Composite place;
    private final String name;
    private final List<FactTable.Column> columns;
    private List<FactTable.Row> rows = List.of();
    private FactTable table;

    private Tab(CTabItem item, String name, List<FactTable.Column> columns) {
      this.item = item;
      this.name = name;
      this.columns = columns;
      item.setData(this);
      // At once: what comes to the front without a control gives the keys to something else.
      place = new Composite(item.getParent(), SWT.NONE);
      place.setLayout(new FillLayout());
      item.setControl(place);
    }

    private FactTable table() {
      if (table == null) {
        table = new FactTable(place, name, columns);
        table.show(rows);
        place.layout();
        if (place.isFocusControl()) {
          table.control().setFocus();
        }
      }
      return table;
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
