package org.dormouse.ui.inventory.internal.actions;

import java.util.List;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.data.InventoryData.Kind;
import org.eclipse.jface.dialogs.MessageDialog;

/** Writes definitions to a file: those selected, or whichever are ticked. */
public final class ExportDefinitionsHandler extends SelectionHandler {

  /** In this order what refers to another comes after it. */
  private static final List<Kind> KINDS =
      List.of(Kind.LIBRARY, Kind.HOST, Kind.SERVICE, Kind.VM, Kind.GROUP, Kind.JOB);

  @Override
  void carryOut(Given given) {
    List<Definition> all = KINDS.stream().flatMap(kind -> given.desk().data().definitions(kind).stream()).toList();
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
