package org.dormouse.ui.inventory.internal.actions;

import java.util.List;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.inventory.internal.definitions.DefinitionFile;
import org.eclipse.jface.dialogs.MessageDialog;

/** Writes definitions to a file: those selected, or whichever are ticked. */
public final class ExportDefinitionsHandler extends SelectionHandler {

  @Override
  void carryOut(Given given) {
    List<Definition> all = DefinitionFile.KINDS.stream()
        .flatMap(kind -> given.desk().data().definitions(kind).stream()).toList();
    if (all.isEmpty()) {
      MessageDialog.openInformation(given.window().getShell(), "Export Definitions",
          "Nothing is defined yet.\n\nAdd a library, a host, an update service or a job first.");
      return;
    }
    List<Object> selected = given.selected().stream().filter(Definition.class::isInstance)
        .map(Definition.class::cast).map(ExportDefinitionsHandler::identity).toList();
    new ExportDialog(given, all, one -> selected.isEmpty() || selected.contains(identity(one))).open();
  }

  /** Of what is selected there may be a newer version by now. */
  private static Object identity(Definition definition) {
    return List.of(definition.kind(), definition.name());
  }
}
