package org.dormouse.ui.internal;

import org.dormouse.api.Engine;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.parts.ErrorText;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.widgets.Shell;

/** Asks how the engine shall stop, and what becomes of runs; nothing is stopped unasked. */
final class StopEngine {

  private static final String[] MODES = {"drain", "now"};

  private StopEngine() {}

  static void ask(Shell shell, EngineLink link, Runnable afterwards) {
    int choice = new MessageDialog(shell, "Stop the Engine", null,
        "How shall the engine stop?\n\n"
        + "After the work under way: nothing new is started, and it leaves when the steps under way have ended.\n\n"
        + "At once: virtual machines that are awake stay awake, and the next engine goes on with them.\n\n"
        + "Either way no stored image is harmed.",
        MessageDialog.QUESTION, 2, "&After the Work under Way", "At &Once", "Cancel").open();
    if (choice == 0 || choice == 1) {
      link.ask("Stop the engine", engine -> engine.stop(new Engine.Stop(MODES[choice])), status -> afterwards.run(),
          error -> {
            if (!error.category().equals("unreachable")) {
              ErrorText.show(shell.isDisposed() ? null : shell, "Stop the Engine", error);
            }
          });
    }
  }
}
