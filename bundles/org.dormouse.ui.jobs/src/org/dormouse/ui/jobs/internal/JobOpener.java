package org.dormouse.ui.jobs.internal;

import org.dormouse.ui.Ids;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.jobs.JobEditorInput;
import org.dormouse.ui.parts.OpenHandler;
import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;

/** Opens a job in its editor, or brings that to the front. */
public final class JobOpener implements OpenHandler {

  @Override
  public void open(IWorkbenchPage page, Kind kind, String name) {
    try {
      page.openEditor(new JobEditorInput(name), Ids.JOB_EDITOR);
    } catch (PartInitException e) {
      ILog.of(JobOpener.class).error("The job " + name + " cannot be opened.", e);
    }
  }
}
