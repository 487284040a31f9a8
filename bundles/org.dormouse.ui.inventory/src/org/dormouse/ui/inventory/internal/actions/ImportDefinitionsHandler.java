package org.dormouse.ui.inventory.internal.actions;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dormouse.ui.inventory.internal.definitions.DefinitionFile;
import org.dormouse.ui.parts.FileWork;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;

/** Reads definitions from a file, shows what would change, and stores what is wanted of it. */
public final class ImportDefinitionsHandler extends SelectionHandler {

  @Override
  void carryOut(Given given) {
    FileDialog dialog = new FileDialog(given.window().getShell(), SWT.OPEN);
    dialog.setText("Import Definitions");
    dialog.setFilterExtensions(new String[] {"*.json", "*"});
    String chosen = dialog.open();
    if (chosen != null) {
      Path file = Path.of(chosen);
      FileWork.start("Read " + file.getFileName(),
          () -> DefinitionFile.read(Files.readString(file, StandardCharsets.UTF_8)),
          read -> new ImportDialog(given.window().getShell(), given.desk(), file.getFileName().toString(), read)
              .open());
    }
  }
}
