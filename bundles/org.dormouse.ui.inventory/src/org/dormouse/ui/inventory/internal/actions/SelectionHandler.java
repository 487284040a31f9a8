package org.dormouse.ui.inventory.internal.actions;

import java.util.List;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.parts.StatusLine;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;

/** A command on what is selected. */
abstract class SelectionHandler extends AbstractHandler {

  /** @param selected what was selected when the command was given */
  record Given(IWorkbenchWindow window, Desk desk, List<?> selected, ExecutionEvent event) {

    List<Machine> machines() {
      return Targets.of(selected, desk.data().machines());
    }

    /** Says in the status line what came of it. */
    void say(String message) {
      StatusLine.say(window, message);
    }
  }

  @Override
  public Object execute(ExecutionEvent event) throws ExecutionException {
    IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
    List<?> selected = HandlerUtil.getCurrentSelection(event) instanceof IStructuredSelection structured
        ? structured.toList() : List.of();
    carryOut(new Given(window, Desk.of(window), selected, event));
    return null;
  }

  abstract void carryOut(Given given);
}
