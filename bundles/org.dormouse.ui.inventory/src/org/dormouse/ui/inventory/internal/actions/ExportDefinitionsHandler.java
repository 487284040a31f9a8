package org.dormouse.ui.inventory.internal.actions;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.definitions.DefinitionFile;
import org.dormouse.ui.parts.FileWork;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;

/** Writes the selected definitions to a file; all of them if none is selected. */
public final class ExportDefinitionsHandler extends SelectionHandler {

  private static final List<Kind> KINDS =
      List.of(Kind.LIBRARY, Kind.HOST, Kind.SERVICE, Kind.VM, Kind.GROUP, Kind.JOB);

  @Override
  void carryOut(Given given) {
    List<Definition> selected = given.selected().stream().filter(Definition.class::isInstance)
        .map(Definition.class::cast).toList();
    List<Definition> wanted = new ArrayList<>(selected);
    if (selected.isEmpty()) {
      KINDS.forEach(kind -> wanted.addAll(given.desk().data().definitions(kind)));
    }
    if (wanted.isEmpty()) {
      MessageDialog.openInformation(given.window().getShell(), "Export Definitions",
          "Nothing is defined yet.\n\nAdd a library, a host, an update service or a job first.");
      return;
    }
    FileDialog dialog = new FileDialog(given.window().getShell(), SWT.SAVE);
    dialog.setText("Export Definitions");
    dialog.setFileName(wanted.size() == 1 ? wanted.getFirst().name() + ".json" : "dormouse.json");
    dialog.setFilterExtensions(new String[] {"*.json", "*"});
    dialog.setOverwrite(true);
    String chosen = dialog.open();
    if (chosen != null) {
      Path file = Path.of(chosen);
      FileWork.start("Write " + file.getFileName(), () -> {
        String text = DefinitionFile.write(wanted);
        FileWork.replace(file, part -> Files.writeString(part, text, StandardCharsets.UTF_8));
        return Words.count(wanted.size(), "definition", "definitions") + " written to " + file;
      }, given::say);
    }
  }
}
