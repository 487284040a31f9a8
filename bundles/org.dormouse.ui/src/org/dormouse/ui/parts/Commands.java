package org.dormouse.ui.parts;

import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.commands.NotEnabledException;
import org.eclipse.core.commands.NotHandledException;
import org.eclipse.core.commands.common.NotDefinedException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.services.IServiceLocator;

/** Carries out the workbench's commands as if chosen from a menu. UI thread only. */
public final class Commands {

  private Commands() {}

  /** Does nothing but note it where no part of the product carries the command out now. */
  public static void run(IServiceLocator place, String command) {
    try {
      place.getService(IHandlerService.class).executeCommand(command, null);
    } catch (NotDefinedException | NotEnabledException | NotHandledException away) {
      ILog.of(Commands.class).warn("The command " + command + " cannot be carried out now.", away);
    } catch (ExecutionException e) {
      ILog.of(Commands.class).error("The command " + command + " failed.", e);
    }
  }
}
