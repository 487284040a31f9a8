package org.dormouse.ui.internal;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.MultiStatus;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.statushandlers.AbstractStatusHandler;
import org.eclipse.ui.statushandlers.StatusAdapter;
import org.eclipse.ui.statushandlers.StatusManager;

/** What failed inside the window goes to the error log whole, and to the user as a sentence; never a stack trace. */
final class PlainErrors extends AbstractStatusHandler {

  @Override
  public void handle(StatusAdapter adapter, int style) {
    IStatus status = adapter.getStatus();
    boolean show = (style & (StatusManager.SHOW | StatusManager.BLOCK)) != 0;
    // What was logged elsewhere comes here too, without a style, and must not be logged again.
    if ((show || (style & StatusManager.LOG) != 0) && !status.isOK() && status.getSeverity() != IStatus.CANCEL) {
      StatusManager.getManager().addLoggedStatus(status);
      ILog.of(PlainErrors.class).log(status);
    }
    if (show && status.matches(IStatus.ERROR | IStatus.WARNING)) {
      Display display = Display.getDefault();
      if (Thread.currentThread() == display.getThread()) {
        show(display.getActiveShell(), status);
      } else {
        display.asyncExec(() -> show(display.getActiveShell(), status));
      }
    }
  }

  private static void show(Shell shell, IStatus status) {
    MessageDialog.open(status.getSeverity() == IStatus.WARNING ? MessageDialog.WARNING : MessageDialog.ERROR, shell,
        "Something Went Wrong", sentence(status) + "\n\nThe Error Log view has the details.", 0);
  }

  private static String sentence(IStatus status) {
    IStatus told = status;
    while (told instanceof MultiStatus && told.getChildren().length == 1) {
      told = told.getChildren()[0];
    }
    return told.getMessage().isBlank() ? "The workbench met an unexpected error." : told.getMessage();
  }
}
