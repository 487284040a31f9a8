package org.dormouse.ui.parts;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;

/** Tab goes on to the next control, also from one that we draw ourselves. UI thread only. */
public final class TabKey {

  private TabKey() {}

  /** What listens to keys keeps Tab and Shift+Tab to itself, if nobody says otherwise: nobody could leave it. */
  public static void leaves(Control control) {
    control.addListener(SWT.Traverse, event -> event.doit = event.detail == SWT.TRAVERSE_TAB_NEXT
        || event.detail == SWT.TRAVERSE_TAB_PREVIOUS);
  }
}
