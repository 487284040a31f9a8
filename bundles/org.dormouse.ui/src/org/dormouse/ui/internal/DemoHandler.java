package org.dormouse.ui.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.handlers.HandlerUtil;

/** Opens the demonstration in a window of its own, beside this one. */
public final class DemoHandler extends AbstractHandler {

  @Override
  public Object execute(ExecutionEvent event) {
    Shell shell = HandlerUtil.getActiveShell(event);
    Path script = Path.of(System.getProperty("dormouse.install", "")).resolve("dormouse");
    if (!Files.isExecutable(script)) {
      tell(shell, "This workbench was not started from an installation. Start the demonstration from one:");
      return null;
    }
    try {
      new ProcessBuilder(script.toString(), "--demo")
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      MessageDialog.openInformation(shell, "Demonstration", "The demonstration opens in a window of its own in a few "
          + "seconds: 300 simulated virtual machines and a run in progress.\n\nNothing in it touches what is yours, and "
          + "nothing of it remains when its window is closed.");
    } catch (IOException e) {
      Problems.log("The demonstration could not be started by " + script, e);
      tell(shell, "The demonstration could not be started. Try it in a terminal:");
    }
    return null;
  }

  private static void tell(Shell shell, String why) {
    MessageDialog.openError(shell, "Demonstration", why + "\n\ndormouse --demo");
  }
}
