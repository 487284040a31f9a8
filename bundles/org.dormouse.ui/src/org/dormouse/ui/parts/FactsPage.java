package org.dormouse.ui.parts;

import java.util.List;
import java.util.function.Function;
import org.dormouse.ui.parts.FactTable.Column;
import org.dormouse.ui.parts.FactTable.Row;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.part.Page;
import org.eclipse.ui.views.properties.IPropertySheetPage;

/**
 * What is known of a part's selection, in the Properties view: read only, in the order of the facts. A table, as the
 * platform's page brings with it what is needed to alter properties, and takes longer to be made. UI thread only.
 */
public final class FactsPage extends Page implements IPropertySheetPage {

  private static final int NAMES = 130;
  private static final int LEAST = 140;
  private static final List<Column> COLUMNS = List.of(new Column("Property", NAMES), new Column("Value", LEAST));

  private final Function<List<?>, List<Fact>> facts;
  private final Function<Object, Object> identity;
  private List<?> selected = List.of();
  private FactTable table;

  /**
   * @param facts of all that is selected; of nothing, those of the whole part. Only what is in memory
   * @param identity of one thing that is selected: equal for what is the same thing at another time
   */
  public FactsPage(Function<List<?>, List<Fact>> facts, Function<Object, Object> identity) {
    this.facts = facts;
    this.identity = identity;
  }

  /** Of one that never has anything to say, for parts in which nothing is selected. */
  public static FactsPage ofNothing() {
    return new FactsPage(selected -> List.of(), Function.identity());
  }

  @Override
  public void createControl(Composite parent) {
    table = new FactTable(parent, "Properties", COLUMNS);
    ContextHelp.set(table.control(), "facts");
    table.control().addListener(SWT.Resize, event -> fit());
    show();
  }

  /** Values have what is left of the room. */
  private void fit() {
    table.control().getColumn(1).setWidth(
        Math.max(LEAST, table.control().getClientArea().width - table.control().getColumn(0).getWidth()));
  }

  @Override
  public void setActionBars(IActionBars bars) {
    FactActions.set(bars, table::copy, table::selectAll);
  }

  @Override
  public Control getControl() {
    return table == null ? null : table.control();
  }

  @Override
  public void setFocus() {
    table.control().setFocus();
  }

  @Override
  public void selectionChanged(IWorkbenchPart part, ISelection selection) {
    List<?> now = selection instanceof IStructuredSelection structured ? structured.toList() : List.of();
    boolean same = now.stream().map(identity).toList().equals(selected.stream().map(identity).toList());
    selected = now;
    if (isThere()) {
      if (!same) {
        table.begin();
      }
      show();
    }
  }

  /** What is known may have become something else. */
  public void update() {
    if (isThere()) {
      show();
    }
  }

  private void show() {
    table.show(facts.apply(selected).stream().map(fact -> Row.of(fact.label(), fact.value())).toList());
  }

  private boolean isThere() {
    return table != null && !table.control().isDisposed();
  }

  /** Whether the view has closed it. */
  public boolean isOver() {
    return table != null && table.control().isDisposed();
  }
}
