package org.dormouse.ui.inventory.internal.actions;

import java.util.List;
import java.util.Optional;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.inventory.internal.Desk;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.action.IStatusLineManager;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPart;
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
      // in a window whose last part was just closed there is none
      Optional<IWorkbenchPart> part = Optional.ofNullable(window.getActivePage()).map(IWorkbenchPage::getActivePart);
      part.flatMap(active -> switch (active.getSite()) {
        case IViewSite view -> Optional.of(view.getActionBars().getStatusLineManager());
        case IEditorSite editor -> Optional.of(editor.getActionBars().getStatusLineManager());
        default -> Optional.<IStatusLineManager>empty();
      }).ifPresent(line -> line.setMessage(message));
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
