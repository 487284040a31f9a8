package org.dormouse.ui.graph.internal.pages;

import org.dormouse.ui.graph.internal.model.LaneModel;
import org.dormouse.ui.graph.internal.parts.LaneSelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.IStructuredSelection;

/** What is selected among the lanes and what is on the run's other pages: always the same. UI thread only. */
final class SharedSelection implements AutoCloseable {

  private final ISelectionChangedListener elsewhere = event -> follow(event.getStructuredSelection());
  private final LaneView view;
  private final LaneModel model;
  private final ISelectionProvider all;
  private boolean telling;

  SharedSelection(LaneView view, LaneModel model, ISelectionProvider all) {
    this.view = view;
    this.model = model;
    this.all = all;
    all.addSelectionChangedListener(elsewhere);
  }

  private void follow(IStructuredSelection selection) {
    if (!telling) {
      view.select(LaneSelection.of(selection, model));
    }
  }

  /** A person selected something, or nothing: then nothing may be done to what was selected before. */
  void selected() {
    tell(view.board().selection().resolve(model));
  }

  /** What is selected has a newer state. */
  void refresh() {
    IStructuredSelection selection = view.board().selection().resolve(model);
    if (!selection.isEmpty()) {
      tell(selection);
    }
  }

  private void tell(IStructuredSelection selection) {
    if (!selection.equals(all.getSelection())) {
      telling = true;
      try {
        all.setSelection(selection);
      } finally {
        telling = false;
      }
    }
  }

  @Override
  public void close() {
    all.removeSelectionChangedListener(elsewhere);
  }
}
