package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dormouse.api.RunsApi;
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
import org.eclipse.swt.widgets.Control;
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

  private static final String CHART = "Days since last known to be up to date, ";

  @TempDir
  static Path folder;

  private static Estate estate;

  @BeforeAll
  static void aFleet() {
    estate = Estate.connect().clear().fleet(MACHINES, Map.of("level", Estate.freshLevel()));
  }

  @AfterAll
  static void leave() {
    MachinesPage.open().filter("");
    estate.clear().close();
  }

  /** What those are told who hear the screen. */
  private static String focused() {
    return Ui.get(() -> Optional.ofNullable(Ui.display().getFocusControl()).flatMap(WidgetText::accessible).orElse(""));
  }

  /** Waits until that bar has the focus; answers how many machines it stands for. */
  private static int barWithFocus(String title, int number) {
    Pattern said = Pattern.compile(Pattern.quote(CHART + title) + ": (\\d+), bar " + number + " of 5");
    return Integer.parseInt(Ui.find("bar " + title,
        () -> Optional.of(said.matcher(focused())).filter(Matcher::matches)).group(1));
  }

  @Test
  void barsAreReachedByTabChosenByArrowsAndOpenedByEnter() {
    MachinesPage.open().table().awaitRows(MACHINES);
    Workbench.view(Ids.DASHBOARD_VIEW).activate();
    for (int i = 0; i < MOST_TABS && !focused().startsWith(CHART); i++) {
      Control before = Ui.get(() -> Ui.display().getFocusControl());
      Keyboard.press(KeyEvent.VK_TAB);
      Ui.await("the focus to go on", () -> Ui.display().getFocusControl() != before);
    }
    String reached = focused();
    assertTrue(reached.startsWith(CHART), "Tab leads to: " + reached);
    Keyboard.press(KeyEvent.VK_HOME);
    int today = barWithFocus("0–7 d", 1);
    for (int i = 0; i < 6; i++) {
      Keyboard.press(KeyEvent.VK_RIGHT);
    }
    Keyboard.press(KeyEvent.VK_LEFT);
    Keyboard.press(KeyEvent.VK_RIGHT);
    // what ran before may have serviced machines of the same names
    assertEquals(MACHINES, today + barWithFocus("Never", 5));
    Screenshots.take("dashboard-bar");
    Keyboard.press(KeyEvent.VK_ENTER);
    Text filter = Workbench.view(Ids.MACHINES_VIEW).first(Text.class);
    Ui.await("the list of those machines", () -> filter.getText().equals("age:never"));
  }

  @Test
  void refreshingLooksAnewWhatHostsCanTake() throws IOException {
    Path taken = Files.writeString(folder.resolve("taken"), "no folder");
    estate.put("host", "here", Map.of("type", "qemu", "settings", Map.of("work", taken.resolve("work").toString())));
    MachinesPage.open().filter("").table().awaitRows(MACHINES);
    PartBot dashboard = Workbench.view(Ids.DASHBOARD_VIEW).activate();
    TableDriver hosts = dashboard.table("Maintenance hosts");
    int row = hosts.find("here");
    Ui.await("the host to be checked", () -> List.of("Ready", "Not usable").contains(hosts.cell(row, "State")));
    String before = hosts.cell(row, "Free disk");
    Files.delete(taken);
    Keyboard.press(KeyEvent.VK_F5);
    Ui.await("its free space, instead of '" + before + "'", () -> !hosts.cell(row, "Free disk").equals(before));
  }

  /** Those that wait for a place are on none, wherever they were the last time. */
  @Test
  void hostsShowHowManyMachinesAreServicedOnThem() {
    estate.clear().fleet(MACHINES, Map.of("level", Estate.freshLevel(), "installSeconds", "600"));
    estate.put("host", "grid", Map.of("type", "simulated", "concurrentVms", 2L));
    TableDriver hosts = Workbench.view(Ids.DASHBOARD_VIEW).activate().table("Maintenance hosts");
    int grid = hosts.find("grid");
    String run = estate.run("nightly");
    Ui.await("two of them on the host", () -> hosts.cell(grid, "In servicing").equals("2"));
    assertEquals(MACHINES, estate.machines().stream().filter(one -> one.state().equals("servicing")).count());
    estate.ask(engine -> engine.cancel(new RunsApi.ServicingRef(run, "")));
    Ui.await("none of them on the host", () -> hosts.cell(grid, "In servicing").equals("0"));
    estate.awaitEnd(run);
  }
}
