package org.dormouse.ui.parts;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.actions.ActionFactory;

/** Edit > Copy and Edit > Select All of a page of the Properties view that shows a table of facts. UI thread only. */
public final class FactActions {

  private FactActions() {}

  /** Both are called by the UI thread, whenever the user asks. */
  public static void set(IActionBars bars, Runnable copy, Runnable selectAll) {
    bars.setGlobalActionHandler(ActionFactory.COPY.getId(), action(copy));
    bars.setGlobalActionHandler(ActionFactory.SELECT_ALL.getId(), action(selectAll));
  }

  private static IAction action(Runnable onUi) {
    return new Action() {
      @Override
      public void run() {
        onUi.run();
      }
    };
  }
}
