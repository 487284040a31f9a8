package org.dormouse.ui.inventory.internal.machines;

import org.dormouse.ui.Ids;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.engine.LinkState;
import org.dormouse.ui.parts.Commands;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.parts.EmptyState;
import org.eclipse.ui.services.IServiceLocator;

/** Why the list is empty, and what fills it. */
record NoMachines(Desk desk, IServiceLocator place, FilterBar filterBar) {

  void explain(EmptyState empty, MachineIndex index) {
    if (index.total() > 0) {
      empty.says("filter", "No virtual machine passes this filter.")
          .action("Show all " + index.total(), () -> filterBar.setFilter(MachineFilter.ALL));
      return;
    }
    empty.follow(desk.link().state(), desk.link(), this::nothingThere);
  }

  private void nothingThere(EmptyState empty) {
    if (!desk.data().isLoaded(Kind.VM) || !desk.data().isLoaded(Kind.LIBRARY)) {
      desk.data().error().ifPresentOrElse(empty::says, () -> empty.says(desk.link().state(), desk.link()));
    } else if (desk.data().definitions(Kind.LIBRARY).isEmpty()) {
      empty.says("library", "No virtual machines yet.",
              "They come from libraries: folders and stores where your stored machines lie.")
          .action("Set up Dormouse…", () -> Commands.run(place, Ids.SET_UP))
          .action("Add a library…", () -> Commands.run(place, Ids.ADD_LIBRARY));
    } else {
      empty.says("library", "No virtual machines were found in the libraries.",
              "Put images into a library and look again, or add another library.")
          .action("Look into the libraries again", () -> Scans.start(desk, desk.data().definitions(Kind.LIBRARY)))
          .action("Add a library…", () -> Commands.run(place, Ids.ADD_LIBRARY));
    }
  }
}
