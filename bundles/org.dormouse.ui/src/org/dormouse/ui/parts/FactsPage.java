package org.dormouse.ui.parts;

import java.util.List;
import java.util.function.Function;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.IStatusLineManager;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.views.properties.PropertySheetPage;

/** What is known of a part's selection, in the Properties view: read only, in the order of the facts. UI thread only. */
public final class FactsPage extends PropertySheetPage {

  private final Function<List<?>, List<Fact>> facts;
  private List<?> selected = List.of();
  private List<Fact> shown = List.of();

  /** @param facts of all that is selected; of nothing, those of the whole part. Only what is in memory */
  public FactsPage(Function<List<?>, List<Fact>> facts) {
    this.facts = facts;
    setSorter(new GivenOrder());
  }

  /** Of one that never has anything to say, for parts in which nothing is selected. */
  public static FactsPage ofNothing() {
    return new FactsPage(selected -> List.of());
  }

  /** None: facts have no categories, are all for everybody, and are not set back. They are copied by the keys. */
  @Override
  public void makeContributions(IMenuManager menu, IToolBarManager tools, IStatusLineManager status) {
  }

  @Override
  public void selectionChanged(IWorkbenchPart part, ISelection selection) {
    selected = selection instanceof IStructuredSelection structured ? structured.toList() : List.of();
    show(part, facts.apply(selected));
  }

  /** What is known may have become something else. */
  public void update(IWorkbenchPart part) {
    List<Fact> now = facts.apply(selected);
    if (getControl() != null && !getControl().isDisposed() && !now.equals(shown)) {
      show(part, now);
    }
  }

  /** Whether the view has closed it. */
  public boolean isOver() {
    return getControl() != null && getControl().isDisposed();
  }

  private void show(IWorkbenchPart part, List<Fact> now) {
    shown = List.copyOf(now);
    super.selectionChanged(part,
        now.isEmpty() ? StructuredSelection.EMPTY : new StructuredSelection(Fact.source(shown)));
  }
}
