package org.dormouse.ui.parts;

import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

/** A list and, in its place while it has nothing, what would be here and the actions that fill it. UI thread only. */
public final class ListOrEmpty extends Composite {

  private final StackLayout stack = new StackLayout();
  private final EmptyState empty;
  private String said = "";

  public ListOrEmpty(Composite parent) {
    super(parent, SWT.NONE);
    setLayout(stack);
    empty = new EmptyState(this);
    stack.topControl = empty;
  }

  /** What is said in place of the list. */
  public EmptyState empty() {
    return empty;
  }

  /** @param list a child of this; shown instead of what there is to say */
  public void show(Control list) {
    top(list);
  }

  public void showEmpty() {
    said = "";
    top(empty);
  }

  /**
   * For what is shown anew many times a second: a link that somebody is about to press stays the one it is.
   *
   * @param reason of being empty; while it is the same, nothing is said again
   */
  public void showEmpty(String reason, Consumer<EmptyState> says) {
    if (!isEmpty() || !said.equals(reason)) {
      says.accept(empty);
      top(empty);
      said = reason;
    }
  }

  private void top(Control wanted) {
    if (stack.topControl != wanted) {
      boolean focused = hasFocus();
      stack.topControl = wanted;
      layout();
      if (focused) {
        wanted.setFocus();
      }
    }
  }

  public boolean isEmpty() {
    return stack.topControl == empty;
  }

  /** Whether the keys go to something in here. */
  public boolean hasFocus() {
    Control at = getDisplay().getFocusControl();
    while (at != null && at != this) {
      at = at.getParent();
    }
    return at == this;
  }

  @Override
  public boolean setFocus() {
    return stack.topControl.setFocus();
  }
}
