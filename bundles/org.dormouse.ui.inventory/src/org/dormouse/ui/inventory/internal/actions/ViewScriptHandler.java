package org.dormouse.ui.inventory.internal.actions;

import java.util.List;
import org.dormouse.api.Authoring.ScriptOf;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Put;
import org.dormouse.ui.parts.DefinitionWords;
import org.dormouse.ui.parts.ScriptDialog;
import org.dormouse.ui.style.Words;

/** Shows the commands that would define what is selected, as its export does. */
public final class ViewScriptHandler extends SelectionHandler {

  @Override
  void carryOut(Given given) {
    List<Put> puts = given.selected().stream().filter(Definition.class::isInstance).map(Definition.class::cast)
        .map(Definition::put).toList();
    if (!puts.isEmpty()) {
      String subject = puts.size() > 1 ? Words.count(puts.size(), "definition", "definitions")
          : DefinitionWords.kind(puts.getFirst().kind()) + " " + puts.getFirst().name();
      new ScriptDialog(given.window().getShell(), given.desk().link(), subject,
          engine -> engine.scripts(ScriptOf.defining(puts))).open();
    }
  }
}
