package org.dormouse.ui.inventory.internal.actions;

import java.util.ArrayList;
import java.util.List;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.wizards.Wizards;

/** Makes the selected virtual machines members of a group by hand. */
public final class AddToGroupHandler extends SelectionHandler {

  private static final String ANOTHER = "New group…";

  @Override
  void carryOut(Given given) {
    List<String> ids = given.machines().stream().map(Machine::id).toList();
    if (ids.isEmpty()) {
      return;
    }
    List<String> groups = new ArrayList<>(AssessHandler.names(given.desk(), Kind.GROUP));
    if (groups.isEmpty()) {
      Wizards.newGroup(given.desk(), ids);
      return;
    }
    groups.add(ANOTHER);
    ChoiceDialog.ask(given.window().getShell(), "Add to Group", "To which group?", groups).ifPresent(name -> {
      if (name.equals(ANOTHER)) {
        Wizards.newGroup(given.desk(), ids);
      } else {
        given.desk().data().definition(Kind.GROUP, name)
            .ifPresent(group -> GroupMembers.add(given.desk(), group, ids));
      }
    });
  }
}
