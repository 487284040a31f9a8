package org.dormouse.ui.parts;

import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.PlatformUI;

/** What F1 shows: the contexts of the help bundle, {@code org.dormouse.ui.help.THING}. */
public final class ContextHelp {

  private static final String PREFIX = "org.dormouse.ui.help.";

  private ContextHelp() {}

  /** @param thing what the control and everything in it is about, e.g. {@code credentials} */
  public static void set(Control control, String thing) {
    if (PlatformUI.isWorkbenchRunning()) {
      PlatformUI.getWorkbench().getHelpSystem().setHelp(control, PREFIX + thing);
    }
  }
}
