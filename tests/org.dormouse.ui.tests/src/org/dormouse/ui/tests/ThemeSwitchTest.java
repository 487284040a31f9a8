package org.dormouse.ui.tests;

import java.util.List;
import java.util.Map;
import org.dormouse.ui.Ids;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.parts.Openers;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.Themes;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.MachinesPage;
import org.dormouse.ui.tests.pages.RunsPage;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The theme is changed under a window that shows everything that draws itself. */
@UiTest
class ThemeSwitchTest {
  private static final int MACHINES = 16;

  private static Estate estate;
  private static String run;
  private static Themes first;

  @BeforeAll
  static void aRunThatEnded() {
    first = Themes.now();
    estate = Estate.connect().clear().fleet(MACHINES, Map.of("faults", "install-fails:%5"));
    run = estate.run("nightly");
    estate.awaitEnd(run);
  }

  @AfterAll
  static void leave() {
    choose(first);
    estate.clear().close();
  }

  private static void choose(Themes theme) {
    if (Themes.now() == theme) {
      return;
    }
    Ui.start(() -> PreferencesUtil.createPreferenceDialogOn(Workbench.window().getShell(),
        "org.dormouse.ui.preferences.General", null, null).open());
    ShellBot preferences = ShellBot.titled("Preferences");
    preferences.button(theme == Themes.DARK ? "Dark" : "Light").click();
    preferences.button("Apply and Close").click();
    preferences.awaitClosed();
    Ui.await("the theme to be " + theme, () -> Themes.now() == theme);
    Ui.settle();
  }

  private static Themes other(Themes theme) {
    return theme == Themes.DARK ? Themes.LIGHT : Themes.DARK;
  }

  /** All that was opened in one theme is seen in both. */
  private static void look(String before) {
    Ui.start(() -> Openers.open(Workbench.page(), Kind.JOB, "nightly"));
    Workbench.editor("nightly").showPage("Workflow");
    Screenshots.take("theme-job-" + before);
    RunsPage.open().openRun(run).showPage("Lanes");
    Screenshots.take("theme-run-" + before);
    for (String view : List.of(Ids.DASHBOARD_VIEW, Ids.MACHINES_VIEW)) {
      Workbench.view(view).maximize();
      Screenshots.take("theme-" + view.substring(view.lastIndexOf('.') + 1) + "-" + before);
    }
  }

  @Test
  void aChangedThemeIsSeenAtOnceAndTheWindowLivesOn() {
    look("first");
    for (Themes next : List.of(other(first), first, other(first))) {
      // lists that become shorter between: the platform remembers rows that are gone
      MachinesPage machines = MachinesPage.open();
      machines.filter("web").table();
      Ui.await("fewer rows", () -> machines.table().rows() < MACHINES);
      choose(next);
      machines.filter("").table().awaitRows(MACHINES);
    }
    look("changed");
  }
}
