package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.ui.Ids;
import org.dormouse.ui.tests.driver.Keyboard;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.WidgetText;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.MachinesPage;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard is used by the keyboard, and looks anew when it is told to. */
@UiTest
class DashboardTest {
  private static final int MACHINES = 6;
  /** More than there are controls in the window. */
  private static final int MOST_TABS = 40;

  @TempDir
  static Path folder;

  private static Estate estate;

  @BeforeAll
  static void aFleet() {
    estate = Estate.connect().clear().fleet(MACHINES, Map.of("level", Estate.freshLevel()));
  }

  @AfterAll
  static void leave() {
    estate.clear().close();
  }

  /** What those are told who hear the screen. */
  private static String focused() {
    return Ui.get(() -> Optional.ofNullable(Ui.display().getFocusControl()).flatMap(WidgetText::accessible).orElse(""));
  }

  @Test
  void barsAreReachedByTabChosenByArrowsAndOpenedByEnter() {
    MachinesPage.open().table().awaitRows(MACHINES);
    Workbench.view(Ids.DASHBOARD_VIEW).activate();
    for (int i = 0; i < MOST_TABS && !focused().startsWith("Days since last known to be up to date"); i++) {
      Keyboard.press(KeyEvent.VK_TAB);
    }
    assertEquals("Days since last known to be up to date, 0–7 d: 0, bar 1 of 5", focused());
    for (int i = 0; i < 6; i++) {
      Keyboard.press(KeyEvent.VK_RIGHT);
    }
    Keyboard.press(KeyEvent.VK_LEFT);
    Keyboard.press(KeyEvent.VK_RIGHT);
    Ui.await("the last bar", () -> focused().equals("Days since last known to be up to date, Never: 6, bar 5 of 5"));
    Screenshots.take("dashboard-bar");
    Keyboard.press(KeyEvent.VK_ENTER);
    Text filter = Workbench.view(Ids.MACHINES_VIEW).first(Text.class);
    Ui.await("the list of those machines", () -> filter.getText().equals("age:never"));
  }

  @Test
  void refreshingLooksAnewWhatHostsCanTake() throws IOException {
    Path taken = Files.writeString(folder.resolve("taken"), "no folder");
    estate.put("host", "here", Map.of("type", "qemu", "settings", Map.of("work", taken.resolve("work").toString())));
    MachinesPage.open().table().awaitRows(MACHINES);
    PartBot dashboard = Workbench.view(Ids.DASHBOARD_VIEW).activate();
    TableDriver hosts = dashboard.table("Maintenance hosts");
    int row = hosts.find("here");
    Ui.await("the host to be checked", () -> List.of("Ready", "Not usable").contains(hosts.cell(row, "State")));
    String before = hosts.cell(row, "Free disk");
    Files.delete(taken);
    Keyboard.press(KeyEvent.VK_F5);
    Ui.await("its free space, instead of '" + before + "'", () -> !hosts.cell(row, "Free disk").equals(before));
  }
}
