package org.dormouse.ui.jobs.internal;

import org.dormouse.api.Definitions.Put;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.parts.ScriptDialog;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;

/** The commands that define the job of the editor in front, as it is edited there. */
public final class JobScriptHandler extends AbstractHandler {

  @Override
  public Object execute(ExecutionEvent event) {
    Shell shell = HandlerUtil.getActiveShell(event);
    if (HandlerUtil.getActivePart(event) instanceof JobEditor editor) {
      editor.job().map(OpenJob::put).ifPresent(job -> open(shell, job));
    }
    return null;
  }

  private static void open(Shell shell, Put job) {
    new ScriptDialog(shell, PlatformUI.getWorkbench().getService(EngineLink.class), "Job " + job.name(),
        engine -> engine.script(job)).open();
  }
}
