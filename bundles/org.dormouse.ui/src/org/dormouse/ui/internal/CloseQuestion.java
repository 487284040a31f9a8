package org.dormouse.ui.internal;

import java.util.List;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.data.RunWatch;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.MessageDialogWithToggle;
import org.eclipse.jface.preference.IPreferenceStore;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;

/** Asks once before the window is closed during a run, and says that the run goes on. */
record CloseQuestion(InventoryData data) {

  boolean mayClose() {
    List<Run> going = data.runs().stream().filter(RunWatch::isGoingOn).toList();
    IPreferenceStore preferences = Preferences.store();
    if (going.isEmpty() || DemoSetUp.isDemo()
        || preferences.getString(Preferences.CLOSE_UNASKED).equals(MessageDialogWithToggle.ALWAYS)) {
      return true;
    }
    IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
    MessageDialogWithToggle dialog = MessageDialogWithToggle.openOkCancelConfirm(
        window == null ? null : window.getShell(), "Close the Window", sentence(going),
        "Do not ask again", false, preferences, Preferences.CLOSE_UNASKED);
    Preferences.keep();
    return dialog.getReturnCode() == IDialogConstants.OK_ID;
  }

  static String sentence(List<Run> going) {
    Run first = going.getFirst();
    return (going.size() == 1
        ? "Job " + first.job() + " is running: " + RunWatch.share(first) + " virtual machines are done."
        : going.size() + " runs are going on.")
        + "\n\nThe engine goes on without the window. Open Dormouse again at any time to see how far it is.";
  }
}
