package org.dormouse.ui.parts;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

/** How a control that we draw ourselves, or make listen to keys, takes part in going round by Tab. UI thread only. */
public final class TabKey {

  private TabKey() {}

  /**
   * What listens to keys keeps them all to itself, if nobody says otherwise: nobody could leave it, or turn the pages it
   * is on.
   */
  public static void leaves(Control control) {
    control.addListener(SWT.Traverse, event -> {
      switch (event.detail) {
        case SWT.TRAVERSE_TAB_NEXT, SWT.TRAVERSE_TAB_PREVIOUS, SWT.TRAVERSE_PAGE_NEXT, SWT.TRAVERSE_PAGE_PREVIOUS,
            SWT.TRAVERSE_ESCAPE -> event.doit = true;
        default -> { }
      }
    });
  }

  /** A frame as the toolkit's own controls have it, while it has the keys; drawn after all that is drawn so far. */
  public static void frames(Composite control) {
    control.addListener(SWT.FocusIn, event -> control.redraw());
    control.addListener(SWT.FocusOut, event -> control.redraw());
    control.addListener(SWT.Paint, event -> {
      if (control.isFocusControl()) {
        Rectangle area = control.getClientArea();
        event.gc.drawFocus(area.x, area.y, area.width, area.height);
      }
    });
  }
}
