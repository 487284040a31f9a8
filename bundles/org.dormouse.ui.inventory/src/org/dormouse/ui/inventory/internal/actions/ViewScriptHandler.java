package org.dormouse.ui.inventory.internal.actions;

import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Put;
import org.dormouse.ui.parts.DefinitionWords;
import org.dormouse.ui.parts.ScriptDialog;

/** Shows the commands that would define what is selected. */
public final class ViewScriptHandler extends SelectionHandler {

  @Override
  void carryOut(Given given) {
    given.selected().stream().filter(Definition.class::isInstance).map(Definition.class::cast).findFirst()
        .ifPresent(one -> new ScriptDialog(given.window().getShell(), given.desk().link(),
            DefinitionWords.kind(one.kind()) + " " + one.name(), engine -> engine.script(
                new Put(one.kind(), one.name(), one.document(), one.version()))).open());
  }
}
