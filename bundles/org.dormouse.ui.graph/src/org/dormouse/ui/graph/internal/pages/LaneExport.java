package org.dormouse.ui.graph.internal.pages;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.graph.internal.export.LanePicture;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;

/** Asks where to, then draws and writes in the background. */
final class LaneExport {

  private LaneExport() {}

  /** @param format {@code svg} or {@code png}; {@code name} proposed for the file, without suffix */
  static void ask(Shell shell, LanePicture picture, String format, String name) {
    FileDialog dialog = new FileDialog(shell, SWT.SAVE);
    dialog.setText("Export Graph as " + format.toUpperCase(Locale.ROOT));
    dialog.setFileName(name + "." + format);
    dialog.setFilterExtensions(new String[] {"*." + format, "*"});
    dialog.setOverwrite(true);
    String chosen = dialog.open();
    if (chosen == null) {
      return;
    }
    Job job = new Job("Export the graph to " + Path.of(chosen).getFileName()) {
      @Override
      protected IStatus run(IProgressMonitor monitor) {
        try {
          picture.save(format, Path.of(chosen));
        } catch (IOException e) {
          UiThread.run(() -> tell(shell, chosen, e));
        }
        return Status.OK_STATUS;
      }
    };
    job.setUser(true);
    job.schedule();
  }

  private static void tell(Shell shell, String file, IOException e) {
    if (!shell.isDisposed()) {
      String why = e instanceof FileSystemException broken && broken.getReason() != null
          ? broken.getReason() : "The file could not be written.";
      MessageDialog.openError(shell, "Export Graph", file + " was not written: " + why
          + "\nChoose another folder, or make room there.");
    }
  }
}
