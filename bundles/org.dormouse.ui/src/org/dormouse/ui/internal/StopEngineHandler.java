package org.dormouse.ui.internal;

import org.dormouse.ui.engine.EngineLink;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;

/** Stops the engine, after asking how. */
public final class StopEngineHandler extends AbstractHandler {
  @Override
  public Object execute(ExecutionEvent event) {
    StopEngine.ask(HandlerUtil.getActiveShell(event), PlatformUI.getWorkbench().getService(EngineLink.class),
        () -> { });
    return null;
  }
}
