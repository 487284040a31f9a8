package org.dormouse.ui.tests.driver;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Widget;

/** Events of items whose place on the screen the toolkit does not tell. UI thread. */
final class ItemEvents {
  private ItemEvents() {
  }

  static void checked(Widget parent, Widget item) {
    Event event = new Event();
    event.item = item;
    event.detail = SWT.CHECK;
    parent.notifyListeners(SWT.Selection, event);
  }
}
