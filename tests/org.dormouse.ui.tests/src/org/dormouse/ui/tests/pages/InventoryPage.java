package org.dormouse.ui.tests.pages;

import org.dormouse.ui.Ids;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.TreeDriver;
import org.dormouse.ui.tests.driver.Workbench;

/** The tree of libraries, groups, hosts, services, networks and jobs. */
public final class InventoryPage {
  public static final String GROUPS = "VM groups";
  public static final String LIBRARIES = "Libraries";
  public static final String NETWORKS = "Networks";
  public static final String JOBS = "Servicing jobs";

  private final PartBot view;

  private InventoryPage(PartBot view) {
    this.view = view;
  }

  public static InventoryPage open() {
    return new InventoryPage(Workbench.view(Ids.INVENTORY_VIEW));
  }

  public TreeDriver tree() {
    return view.tree("Inventory");
  }

  /** Chooses from the context menu of one entry. */
  public void act(String category, String name, String action) {
    tree().click(category, name);
    tree().contextMenu().click(action);
  }
}
