package org.dormouse.ui.graph.internal.pages;

import java.nio.file.Path;
import java.util.Locale;
import org.dormouse.ui.graph.internal.export.LanePicture;
import org.dormouse.ui.parts.FileWork;
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
    if (chosen != null) {
      Path file = Path.of(chosen);
      FileWork.start("Write " + file.getFileName(), () -> {
        picture.save(format, file);
        return file;
      }, written -> { });
    }
  }
}
