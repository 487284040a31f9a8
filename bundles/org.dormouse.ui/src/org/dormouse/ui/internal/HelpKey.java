package org.dormouse.ui.internal;

import java.util.Arrays;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;

/**
 * F1. On GTK the toolkit itself asks for help by Ctrl+F1 only, and the platform binds no key to it. The question goes
 * to the control with the focus and from there outwards, as the toolkit does it; where nobody has an answer, the
 * window shows what there is on the active part.
 */
final class HelpKey {

  private HelpKey() {}

  static void install(Display display) {
    display.addFilter(SWT.KeyDown, HelpKey::pressed);
  }

  private static void pressed(Event event) {
    if (event.keyCode != SWT.F1 || event.stateMask != 0 || !PlatformUI.isWorkbenchRunning()) {
      return;
    }
    event.doit = false;
    event.type = SWT.None;
    Display display = event.display;
    Control focus = display.getFocusControl();
    // Not from within the key: what opens may take the focus.
    display.asyncExec(() -> ask(display, focus));
  }

  private static void ask(Display display, Control focus) {
    for (Control control = focus; control != null && !control.isDisposed(); control = control.getParent()) {
      if (control.isListening(SWT.Help)) {
        control.notifyListeners(SWT.Help, new Event());
        return;
      }
    }
    Shell active = display.getActiveShell();
    boolean window = active != null && Arrays.stream(PlatformUI.getWorkbench().getWorkbenchWindows())
        .anyMatch(each -> each.getShell() == active);
    if (window) {
      PlatformUI.getWorkbench().getHelpSystem().displayDynamicHelp();
    }
  }
}
