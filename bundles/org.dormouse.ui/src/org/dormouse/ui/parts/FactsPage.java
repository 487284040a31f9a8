package org.dormouse.ui.parts;

import java.util.List;
import java.util.function.Function;
import org.dormouse.ui.parts.FactTable.Column;
import org.dormouse.ui.parts.FactTable.Row;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.part.Page;
import org.eclipse.ui.views.properties.IPropertySheetPage;

/**
 * What is known of a part's selection, in the Properties view: read only, in the order of the facts. A table, as the
 * platform's page brings with it what is needed to alter properties, and takes several times as long to be made. UI
 * thread only.
 */
public final class FactsPage extends Page implements IPropertySheetPage {

  private static final List<Column> COLUMNS = List.of(new Column("Property", 150), new Column("Value", 420));

  private final Function<List<?>, List<Fact>> facts;
  private List<?> selected = List.of();
  private FactTable table;

  /** @param facts of all that is selected; of nothing, those of the whole part. Only what is in memory */
  public FactsPage(Function<List<?>, List<Fact>> facts) {
    this.facts = facts;
  }

  /** Of one that never has anything to say, for parts in which nothing is selected. */
  public static FactsPage ofNothing() {
    return new FactsPage(selected -> List.of());
  }

  @Override
  public void createControl(Composite parent) {
    table = new FactTable(parent, "Properties", COLUMNS);
    ContextHelp.set(table.control(), "details");
    show();
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
    boolean same = now.equals(selected);
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
