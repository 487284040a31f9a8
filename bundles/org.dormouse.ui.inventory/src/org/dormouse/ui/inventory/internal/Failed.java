package org.dormouse.ui.inventory.internal;

import org.dormouse.api.ApiError;
import org.dormouse.ui.parts.ErrorText;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;

/** Tells in a dialog that something which was asked for did not succeed. UI thread only. */
public final class Failed {

  private Failed() {}

  public static void tell(String attempted, ApiError error) {
    ErrorText.show(shell(), attempted, error);
  }

  /** The one that a dialog belongs over. */
  public static Shell shell() {
    return PlatformUI.getWorkbench().getModalDialogShellProvider().getShell();
  }
}
