package org.dormouse.ui.internal;

import org.eclipse.jface.preference.PreferenceDialog;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;

/**
 * Makes the preferences dialog large enough for the page that it shows. The platform opens it as large as it was last,
 * which may have been for a small page; the buttons at the right of a larger one are then out of sight.
 */
final class PreferenceRoom {

  private PreferenceRoom() {}

  static void install(Display display) {
    display.addFilter(SWT.Show, PreferenceRoom::shown);
  }

  private static void shown(Event event) {
    if (event.widget instanceof Shell shell && shell.getData() instanceof PreferenceDialog dialog) {
      dialog.addPageChangedListener(changed -> widen(shell, changed.getSelectedPage()));
      widen(shell, dialog.getSelectedPage());
    }
  }

  private static void widen(Shell shell, Object page) {
    if (!(page instanceof PreferencePage shown) || shown.getControl() == null || shown.getControl().isDisposed()) {
      return;
    }
    Control control = shown.getControl();
    Point needed = shown.computeSize();
    Point there = seen(control.getParent());
    int wider = Math.max(0, needed.x - there.x);
    int higher = Math.max(0, needed.y - there.y);
    if (wider + higher > 0) {
      Rectangle screen = shell.getMonitor().getClientArea();
      Rectangle bounds = shell.getBounds();
      int width = Math.min(bounds.width + wider, screen.width);
      int height = Math.min(bounds.height + higher, screen.height);
      shell.setBounds(Math.max(screen.x, Math.min(bounds.x, screen.x + screen.width - width)),
          Math.max(screen.y, Math.min(bounds.y, screen.y + screen.height - height)), width, height);
    }
  }

  /** The page lies in a container that scrolls, and which is never smaller than the page. */
  private static Point seen(Composite container) {
    if (container.getParent() instanceof ScrolledComposite scrolled) {
      Rectangle area = scrolled.getClientArea();
      return new Point(area.width, area.height);
    }
    return container.getSize();
  }
}
