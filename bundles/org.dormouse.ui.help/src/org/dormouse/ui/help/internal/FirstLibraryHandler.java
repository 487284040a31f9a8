package org.dormouse.ui.help.internal;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.cheatsheets.OpenCheatSheetAction;

/** Leads through the first library beside the window, step by step. */
public final class FirstLibraryHandler extends AbstractHandler {

  private static final String SHEET = "org.dormouse.ui.help.firstLibrary";

  @Override
  public Object execute(ExecutionEvent event) {
    new OpenCheatSheetAction(SHEET).run();
    return null;
  }
}
