package org.dormouse.ui.runs.internal;

import org.dormouse.ui.Ids;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.parts.OpenHandler;
import org.dormouse.ui.runs.RunEditorInput;
import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;

/** Opens a run in its editor, or brings that to the front. */
public final class RunOpener implements OpenHandler {

  @Override
  public void open(IWorkbenchPage page, Kind kind, String name) {
    try {
      page.openEditor(new RunEditorInput(name), Ids.RUN_EDITOR);
    } catch (PartInitException e) {
      ILog.of(RunOpener.class).error("The run " + name + " cannot be opened.", e);
    }
  }
}
