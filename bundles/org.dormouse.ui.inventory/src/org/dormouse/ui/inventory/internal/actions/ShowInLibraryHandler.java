package org.dormouse.ui.inventory.internal.actions;

import org.dormouse.ui.Ids;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.tree.InventoryView;
import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.PartInitException;

/** Shows the library of a virtual machine in the inventory. */
public final class ShowInLibraryHandler extends SelectionHandler {

  @Override
  void carryOut(Given given) {
    given.machines().stream().findFirst().ifPresent(machine -> {
      try {
        ((InventoryView) given.window().getActivePage().showView(Ids.INVENTORY_VIEW))
            .reveal(Kind.LIBRARY, machine.library());
      } catch (PartInitException e) {
        ILog.of(ShowInLibraryHandler.class).error("The inventory could not be opened.", e);
      }
    });
  }
}
