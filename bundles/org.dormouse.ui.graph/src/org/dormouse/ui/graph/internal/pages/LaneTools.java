package org.dormouse.ui.graph.internal.pages;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dormouse.ui.graph.internal.model.LaneOrder;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.style.Icons;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;

/** The row of controls above the graph of a run. */
final class LaneTools {

  /** What the controls do. */
  interface Actions {
    void search(String text);

    void next(boolean backwards);

    void order(LaneOrder order);

    void mode(LaneView.Mode mode);

    void zoom(int steps);

    void fit();

    void export(String format);
  }

  private static final int ALL = 4;
  /** For gaps, and for what the search came to. */
  private static final int ROOM = 120;

  private final Composite row;
  private final Actions actions;
  private final Text search;
  private final Label found;
  private final Combo order;
  private final ToolItem columns;
  private final ToolItem timeLine;

  LaneTools(Composite parent, Actions actions) {
    this.actions = actions;
    row = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(ALL).spacing(8, 4).applyTo(row);
    search = search();
    found = new Label(row, SWT.NONE);
    GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).applyTo(found);
    order = order();
    ToolBar bar = new ToolBar(row, SWT.FLAT);
    columns = item(bar, SWT.RADIO, "lanes", "Steps as columns", event -> mode(LaneView.Mode.COLUMNS));
    timeLine = item(bar, SWT.RADIO, "timeline", "Time line", event -> mode(LaneView.Mode.TIME_LINE));
    columns.setSelection(true);
    new ToolItem(bar, SWT.SEPARATOR);
    item(bar, SWT.PUSH, "zoom-out", "Zoom out (Ctrl+-)", event -> actions.zoom(-1));
    item(bar, SWT.PUSH, "zoom-in", "Zoom in (Ctrl++)", event -> actions.zoom(1));
    item(bar, SWT.PUSH, "fit", "Fit all steps into the window (Ctrl+0)", event -> actions.fit());
    new ToolItem(bar, SWT.SEPARATOR);
    ToolItem export = item(bar, SWT.DROP_DOWN, "export", "Export as a picture", event -> { });
    exportMenu(bar, export);
    Names.give(bar, "Graph");
    row.addListener(SWT.Resize, event -> arrange(bar));
  }

  /** On two lines where there is no room for one: what is beyond the edge cannot be used. */
  private void arrange(ToolBar bar) {
    int wanted = Stream.of(search, order, bar).mapToInt(one -> one.computeSize(SWT.DEFAULT, SWT.DEFAULT).x).sum();
    int columns = row.getClientArea().width < wanted + ROOM ? 2 : ALL;
    GridLayout layout = (GridLayout) row.getLayout();
    if (layout.numColumns != columns) {
      layout.numColumns = columns;
      row.requestLayout();
    }
  }

  Control control() {
    return row;
  }

  private Text search() {
    Text text = new Text(row, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
    text.setMessage("Find a VM, step or problem");
    text.setToolTipText("Enter goes to the next one found, Shift+Enter to the one before");
    GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).hint(210, SWT.DEFAULT).applyTo(text);
    text.addListener(SWT.Modify, event -> actions.search(text.getText()));
    text.addListener(SWT.KeyDown, event -> {
      if (event.keyCode == SWT.CR || event.keyCode == SWT.KEYPAD_CR) {
        actions.next((event.stateMask & SWT.SHIFT) != 0);
        event.doit = false;
      } else if (event.keyCode == SWT.ESC) {
        text.setText("");
        event.doit = false;
      }
    });
    Names.give(text, "Find in the graph");
    return text;
  }

  private Combo order() {
    Combo combo = new Combo(row, SWT.READ_ONLY);
    for (LaneOrder each : LaneOrder.values()) {
      combo.add(each.title());
    }
    combo.select(0);
    combo.setToolTipText("Order of the lanes");
    combo.addListener(SWT.Selection, event -> actions.order(LaneOrder.values()[combo.getSelectionIndex()]));
    GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).applyTo(combo);
    Names.give(combo, "Order of the lanes");
    return combo;
  }

  private void exportMenu(ToolBar bar, ToolItem item) {
    Menu menu = new Menu(bar);
    item.addDisposeListener(event -> menu.dispose());
    for (String format : new String[] {"SVG", "PNG"}) {
      MenuItem entry = new MenuItem(menu, SWT.PUSH);
      entry.setText("Export as &" + format + "…");
      entry.addListener(SWT.Selection, event -> actions.export(format.toLowerCase(Locale.ROOT)));
    }
    item.addListener(SWT.Selection, event -> {
      var bounds = item.getBounds();
      menu.setLocation(bar.toDisplay(bounds.x, bounds.y + bounds.height));
      menu.setVisible(true);
    });
  }

  private static ToolItem item(ToolBar bar, int style, String icon, String text, Consumer<Event> run) {
    ToolItem item = new ToolItem(bar, style);
    item.setImage(Icons.image(icon));
    item.setToolTipText(text);
    item.addListener(SWT.Selection, run::accept);
    return item;
  }

  private void mode(LaneView.Mode mode) {
    boolean chosen = mode == LaneView.Mode.COLUMNS ? columns.getSelection() : timeLine.getSelection();
    if (chosen) {
      actions.mode(mode);
    }
  }

  void focusSearch() {
    search.setFocus();
    search.selectAll();
  }

  /** What the search came to; empty while nothing is searched for. */
  void showFound(String text) {
    if (!text.equals(found.getText())) {
      found.setText(text);
    }
  }
}
