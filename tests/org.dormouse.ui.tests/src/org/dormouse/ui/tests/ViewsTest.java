package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.dormouse.ui.Ids;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.MachinesPage;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the views show of an estate that another client made. */
@UiTest
class ViewsTest {
  private static final int MACHINES = 12;
  private static final String ERROR_LOG = "org.eclipse.pde.runtime.LogView";
  private static final List<String> VIEWS = List.of(Ids.INVENTORY_VIEW, Ids.MACHINES_VIEW, Ids.DASHBOARD_VIEW,
      Ids.RUNS_VIEW, Ids.LOG_VIEW, IPageLayout.ID_PROP_SHEET, IPageLayout.ID_OUTLINE,
      "org.eclipse.ui.views.ProgressView", ERROR_LOG);

  private static Estate estate;

  @BeforeAll
  static void aFleet() {
    estate = Estate.connect().clear().fleet(MACHINES, Map.of("faults", "install-fails:%5"));
    estate.awaitEnd(estate.run("nightly"));
  }

  @AfterAll
  static void leave() {
    estate.clear().close();
  }

  @Test
  void virtualMachinesAreListedAndFilteredByTheirNames() {
    MachinesPage machines = MachinesPage.open();
    machines.table().awaitRows(MACHINES);
    String first = machines.table().cell(0, "Name");
    machines.filter(first).table().awaitRows(1);
    machines.filter("").table().awaitRows(MACHINES);
  }

  @Test
  void theInventoryNamesWhatIsDefined() {
    var tree = Workbench.view(Ids.INVENTORY_VIEW).tree();
    for (String[] path : new String[][] {{"Libraries", "fleet"}, {"Maintenance hosts", "grid"},
        {"Update services", "updates"}, {"Servicing jobs", "nightly"}}) {
      tree.find(path);
    }
    assertTrue(tree.has("VM groups"));
  }

  @Test
  @Pictured
  void everyViewIsShown() {
    for (String view : VIEWS) {
      if (Ui.get(() -> PlatformUI.getWorkbench().getViewRegistry().find(view)) == null) {
        continue;
      }
      MachinesPage.open().table().awaitRows(MACHINES);
      Workbench.view(view);
      Screenshots.take("view-" + (view.equals(ERROR_LOG) ? "ErrorLog" : view.substring(view.lastIndexOf('.') + 1)));
    }
  }
}
