package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.dormouse.api.Machines;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.WizardBot;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.Notifications;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is told of runs lies in nobody's way: not over a wizard, and not over other news. */
@UiTest
class NotificationsTest {
  private static final List<String> JOBS = List.of("one", "two");

  private static Estate estate;

  @BeforeAll
  static void twoJobs() {
    estate = Estate.connect().clear().fleet(2, Map.of("level", Estate.freshLevel(),
        "scanSeconds", "0.01", "installSeconds", "0.01", "verifySeconds", "0.01"));
    List<String> machines = estate.machines().stream().map(Machines.Machine::id).toList();
    for (int i = 0; i < JOBS.size(); i++) {
      estate.put("job", JOBS.get(i), Map.of("virtualMachines", List.of(machines.get(i)), "updateService", "updates"));
    }
  }

  @AfterAll
  static void leave() {
    estate.clear().close();
  }

  private static WizardBot wizard() {
    Workbench.menu().click("File", "New", "Add Library…");
    return WizardBot.titled("Add Library");
  }

  @Test
  @Pictured
  void theyMakeRoomForAWizardAndComeWhenItIsClosed() {
    WizardBot wizard = wizard();
    List<String> runs = JOBS.stream().map(estate::run).toList();
    runs.forEach(estate::awaitEnd);
    Ui.await("the window to know that they ended", () -> PlatformUI.getWorkbench().getService(InventoryData.class)
        .runs().stream().filter(one -> runs.contains(one.id()) && one.ended().isPresent()).count() == JOBS.size());
    assertEquals(List.of(), Notifications.bounds());
    wizard.cancel();
    List<Rectangle> shown = shown();
    assertFalse(shown.getFirst().intersects(shown.getLast()), "one lies over the other: " + shown);
    Rectangle window = Ui.get(() -> Workbench.window().getShell().getBounds());
    assertTrue(shown.stream().allMatch(one -> window.intersection(one).equals(one)), shown + " beyond " + window);
    WizardBot next = wizard();
    assertEquals(List.of(), Notifications.bounds());
    next.cancel();
    shown();
    Screenshots.take("notifications");
  }

  private static List<Rectangle> shown() {
    return JOBS.stream().map(job -> Notifications.boundsOf(Notifications.saying("Job " + job + " has ended"))).toList();
  }
}
