package org.dormouse.ui.inventory.internal.actions;

import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.Ids;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.wizards.Wizards;

/** Opens the wizard that a command names. A new group begins with the selected virtual machines. */
public final class WizardHandler extends SelectionHandler {

  @Override
  void carryOut(Given given) {
    switch (given.event().getCommand().getId()) {
      case Ids.ADD_LIBRARY -> Wizards.add(given.desk(), Kind.LIBRARY);
      case Ids.ADD_HOST -> Wizards.add(given.desk(), Kind.HOST);
      case Ids.ADD_SERVICE -> Wizards.add(given.desk(), Kind.SERVICE);
      case Ids.NEW_GROUP -> Wizards.newGroup(given.desk(), given.selected().stream()
          .filter(Machine.class::isInstance).map(machine -> ((Machine) machine).id()).toList());
      case Ids.SET_UP -> Wizards.setUp(given.desk());
      default -> throw new IllegalStateException("no wizard for " + given.event().getCommand().getId());
    }
  }
}
