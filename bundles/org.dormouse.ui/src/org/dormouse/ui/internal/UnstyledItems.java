package org.dormouse.ui.internal;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.TreeItem;

/**
 * Keeps the rows of tables and trees away from the platform's style engine, which has no rule for them anyway: they look
 * as their table does. The engine remembers every row that was ever announced to it, and touches them all when the theme
 * changes, also those that a virtual table has let go of since; GTK then ends the process
 * ({@code TableItemElement.reset}). A list of ten thousand rows is quicker without as well.
 */
final class UnstyledItems {

  private UnstyledItems() {}

  static void install(Display display) {
    display.addFilter(SWT.Skin, UnstyledItems::announced);
  }

  private static void announced(Event event) {
    if (event.widget instanceof TableItem || event.widget instanceof TreeItem) {
      event.type = SWT.None;
    }
  }
}
