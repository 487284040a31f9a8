package org.dormouse.ui.parts;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.commands.NotEnabledException;
import org.eclipse.core.commands.NotHandledException;
import org.eclipse.core.commands.common.NotDefinedException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.handlers.IHandlerActivation;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.services.IServiceLocator;

/** Carries out the workbench's commands as if chosen from a menu, or has a part do so. UI thread only. */
public final class Commands {

  private Commands() {}

  /** Has a part carry a command out while it is in front, until it is closed or the activation is taken back. */
  public static IHandlerActivation handle(IServiceLocator part, String command, Runnable onUi) {
    return part.getService(IHandlerService.class).activateHandler(command, new AbstractHandler() {
      @Override
      public Object execute(ExecutionEvent event) {
        onUi.run();
        return null;
      }
    });
  }

  /** Has the platform's Find go to the field that a part's rows are filtered by. */
  public static IHandlerActivation findIn(IServiceLocator part, Text filter) {
    return handle(part, IWorkbenchCommandConstants.EDIT_FIND_AND_REPLACE, () -> {
      filter.setFocus();
      filter.selectAll();
    });
  }

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
