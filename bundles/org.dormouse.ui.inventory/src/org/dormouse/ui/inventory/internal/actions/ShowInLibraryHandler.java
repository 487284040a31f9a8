package org.dormouse.ui.inventory.internal.actions;

import java.util.Set;
import java.util.TreeSet;
import org.dormouse.ui.Ids;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.inventory.internal.tree.InventoryView;
import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.PartInitException;

/** Shows the libraries of the virtual machines in the inventory. */
public final class ShowInLibraryHandler extends SelectionHandler {

  @Override
  void carryOut(Given given) {
    Set<String> libraries = new TreeSet<>();
    given.machines().forEach(machine -> libraries.add(machine.library()));
    try {
      ((InventoryView) given.window().getActivePage().showView(Ids.INVENTORY_VIEW)).reveal(Kind.LIBRARY, libraries);
    } catch (PartInitException e) {
      ILog.of(ShowInLibraryHandler.class).error("The inventory could not be opened.", e);
    }
  }
}
