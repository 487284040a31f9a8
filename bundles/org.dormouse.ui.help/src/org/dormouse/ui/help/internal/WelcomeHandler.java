package org.dormouse.ui.help.internal;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;

/** Help &gt; Welcome. */
public final class WelcomeHandler extends AbstractHandler {

  @Override
  public Object execute(ExecutionEvent event) throws ExecutionException {
    try {
      WelcomePage.open(HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage());
      return null;
    } catch (PartInitException e) {
      throw new ExecutionException("The welcome page could not be opened.", e);
    }
  }
}
