package org.dormouse.ui.inventory.internal.actions;

import java.util.List;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.inventory.internal.Desk;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.action.IStatusLineManager;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IViewSite;
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
      IStatusLineManager line = switch (window.getActivePage().getActivePart().getSite()) {
        case IViewSite view -> view.getActionBars().getStatusLineManager();
        case IEditorSite editor -> editor.getActionBars().getStatusLineManager();
        default -> null;
      };
      if (line != null) {
        line.setMessage(message);
      }
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
