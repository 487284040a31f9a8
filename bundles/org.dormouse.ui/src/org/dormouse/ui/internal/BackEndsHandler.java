package org.dormouse.ui.internal;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.eclipse.ui.handlers.HandlerUtil;

/** Shows which back ends are installed. */
public final class BackEndsHandler extends AbstractHandler {
  @Override
  public Object execute(ExecutionEvent event) {
    PreferencesUtil.createPreferenceDialogOn(HandlerUtil.getActiveShell(event), BackEndsPage.ID, null, null).open();
    return null;
  }
}
