package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.dormouse.ui.Ids;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.Workbench;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A window with nothing to show yet: each view says what would be here, and offers what fills it. */
@UiTest
@Pictured
class EmptyPicturesTest {
  private static Estate estate;

  @BeforeAll
  static void nothingIsDefined() {
    estate = Estate.connect().clear();
    InventoryData data = Ui.get(() -> PlatformUI.getWorkbench().getService(InventoryData.class));
    Ui.await("the workbench to know that nothing is defined", () -> data.isLoaded()
        && Stream.of(Kind.values()).filter(kind -> kind != Kind.VM && kind != Kind.RUN)
            .allMatch(kind -> data.definitions(kind).isEmpty()));
  }

  @AfterAll
  static void leave() {
    estate.close();
  }

  @Test
  void viewsWithNothingInThemSayWhatWouldBeHere() {
    for (String view : List.of(Ids.MACHINES_VIEW, Ids.DASHBOARD_VIEW, Ids.LOG_VIEW)) {
      Workbench.view(view);
      Screenshots.take("empty-" + view.substring(view.lastIndexOf('.') + 1));
    }
    Workbench.view(Ids.INVENTORY_VIEW).link("Set up Dormouse…");
  }

  @Test
  void whatNeedsMoreThanThereIsSaysSo() {
    Workbench.menu().click("Servicing", "Assess");
    ShellBot dialog = ShellBot.titled("Assess");
    Screenshots.take("empty-assess");
    dialog.close();
    assertEquals(List.of(), estate.definitions("service"));
  }
}
