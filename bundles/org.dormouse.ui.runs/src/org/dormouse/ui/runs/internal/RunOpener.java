package org.dormouse.ui.runs.internal;

import org.dormouse.ui.Ids;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.parts.Editors;
import org.dormouse.ui.parts.OpenHandler;
import org.dormouse.ui.runs.RunEditorInput;
import org.eclipse.ui.IWorkbenchPage;

/** Opens a run in its editor, or brings that to the front. */
public final class RunOpener implements OpenHandler {

  @Override
  public void open(IWorkbenchPage page, Kind kind, String name) {
    Editors.open(page, new RunEditorInput(name), Ids.RUN_EDITOR, "The run " + name);
  }
}
