package org.dormouse.ui.internal;

import org.dormouse.ui.engine.EngineLink;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.PlatformUI;

/** Connects at once, and starts the engine if it is not there. */
public final class StartEngineHandler extends AbstractHandler {
  @Override
  public Object execute(ExecutionEvent event) {
    PlatformUI.getWorkbench().getService(EngineLink.class).start();
    return null;
  }
}
