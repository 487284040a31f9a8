package org.dormouse.ui.jobs.internal;

import org.dormouse.ui.Ids;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.jobs.JobEditorInput;
import org.dormouse.ui.parts.Editors;
import org.dormouse.ui.parts.OpenHandler;
import org.eclipse.ui.IWorkbenchPage;

/** Opens a job in its editor, or brings that to the front. */
public final class JobOpener implements OpenHandler {

  @Override
  public void open(IWorkbenchPage page, Kind kind, String name) {
    Editors.open(page, new JobEditorInput(name), Ids.JOB_EDITOR, "The job " + name);
  }
}
