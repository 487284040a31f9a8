package org.dormouse.ui.inventory.internal.machines;

import org.eclipse.jface.util.LocalSelectionTransfer;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DragSource;
import org.eclipse.swt.dnd.DragSourceAdapter;
import org.eclipse.swt.dnd.DragSourceEvent;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Control;

/** What is selected in a list can be dragged to another part of the window. UI thread only. */
final class SelectionDrag extends DragSourceAdapter {

  private final ISelectionProvider list;

  private SelectionDrag(ISelectionProvider list) {
    this.list = list;
  }

  static void add(Control control, ISelectionProvider list) {
    DragSource source = new DragSource(control, DND.DROP_COPY | DND.DROP_MOVE | DND.DROP_LINK);
    source.setTransfer(new Transfer[] {LocalSelectionTransfer.getTransfer()});
    source.addDragListener(new SelectionDrag(list));
  }

  @Override
  public void dragStart(DragSourceEvent event) {
    event.doit = !list.getSelection().isEmpty();
    LocalSelectionTransfer.getTransfer().setSelection(list.getSelection());
  }

  @Override
  public void dragSetData(DragSourceEvent event) {
    event.data = list.getSelection();
  }

  @Override
  public void dragFinished(DragSourceEvent event) {
    LocalSelectionTransfer.getTransfer().setSelection(null);
  }
}
