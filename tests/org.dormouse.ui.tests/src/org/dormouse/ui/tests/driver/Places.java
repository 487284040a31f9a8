package org.dormouse.ui.tests.driver;

import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.TabItem;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.swt.widgets.Widget;

/** Where on the screen a widget is clicked. UI thread. */
final class Places {
  /** Into the words of a wide widget, not into the void beside them. */
  private static final int NEAR = 14;

  private Places() {
  }

  static Point of(Widget widget) {
    return switch (widget) {
      case Control control -> control.toDisplay(Math.min(NEAR, control.getSize().x / 2), control.getSize().y / 2);
      case ToolItem item -> start(item.getParent(), item.getBounds());
      case CTabItem item -> start(item.getParent(), item.getBounds());
      case TabItem item -> start(item.getParent(), item.getBounds());
      case TableItem item -> high(item.getParent(), item.getTextBounds(0));
      case TreeItem item -> start(item.getParent(), item.getTextBounds(0));
      default -> throw new AssertionError("cannot tell where " + widget + " is");
    };
  }

  /** Where an item of a tree is clicked; for drops it is its middle, see {@link #of}. */
  static Point high(TreeItem item) {
    return high(item.getParent(), item.getTextBounds(0));
  }

  /** In its upper part: the toolkit draws a scroll bar over the lower part of the last row, and gives it the click. */
  private static Point high(Control parent, Rectangle bounds) {
    return parent.toDisplay(bounds.x + Math.min(NEAR, bounds.width / 2), bounds.y + bounds.height / 4);
  }

  private static Point start(Control parent, Rectangle bounds) {
    return parent.toDisplay(bounds.x + Math.min(NEAR, bounds.width / 2), bounds.y + bounds.height / 2);
  }
}
