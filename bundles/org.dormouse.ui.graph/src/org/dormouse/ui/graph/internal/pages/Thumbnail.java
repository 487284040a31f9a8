package org.dormouse.ui.graph.internal.pages;

import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.Names;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.part.Page;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;

/** A graph as a thumbnail in the Outline view; what is in sight is framed. It shows no selection. UI thread only. */
abstract class Thumbnail extends Page implements IContentOutlinePage {

  private final String name;
  private final String help;
  private Canvas canvas;

  /** @param name for those who hear the screen; {@code help} context of the help */
  Thumbnail(String name, String help) {
    this.name = name;
    this.help = help;
  }

  @Override
  public final void createControl(Composite parent) {
    canvas = Names.give(new Canvas(parent, SWT.DOUBLE_BUFFERED), name);
    ContextHelp.set(canvas, help);
    fill(canvas);
  }

  /** Called once. */
  abstract void fill(Canvas empty);

  final Canvas canvas() {
    return canvas;
  }

  final boolean isThere() {
    return canvas != null && !canvas.isDisposed();
  }

  @Override
  public final Control getControl() {
    return canvas;
  }

  @Override
  public final void setFocus() {
    canvas.setFocus();
  }

  @Override
  public final ISelection getSelection() {
    return StructuredSelection.EMPTY;
  }

  @Override
  public final void setSelection(ISelection selection) {
    // The thumbnail shows no selection.
  }

  @Override
  public final void addSelectionChangedListener(ISelectionChangedListener listener) {
    // It never changes.
  }

  @Override
  public final void removeSelectionChangedListener(ISelectionChangedListener listener) {
    // It never changes.
  }
}
