package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dormouse.api.RunsApi;
import org.dormouse.ui.Ids;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.parts.Openers;
import org.dormouse.ui.style.Words;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.TreeDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.MachinesPage;
import org.dormouse.ui.tests.pages.RunsPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each dialog that an estate with a history can open is opened, looked at, and closed without effect. */
@UiTest
@Pictured
class DialogPicturesTest {
  private static final int MACHINES = 12;

  private static Estate estate;

  @BeforeAll
  static void anEstateWithAHistory() {
    estate = Estate.connect().clear()
        .fleet(MACHINES, Map.of("level", Estate.freshLevel(), "faults", "install-fails:%5"));
    estate.put("group", "web", Map.of("virtualMachines", List.of("fleet/*")));
    estate.awaitEndKnown(estate.run("nightly"));
    estate.awaitEndKnown(estate.run("nightly"));
  }

  @AfterAll
  static void leave() {
    estate.clear().close();
  }

  private static void look(String window, String picture) {
    ShellBot dialog = ShellBot.titled(window);
    Screenshots.take(picture);
    dialog.close();
  }

  private static TableDriver machines() {
    TableDriver table = MachinesPage.open().table().awaitRows(MACHINES);
    table.click(0).ctrlClick(2);
    return table;
  }

  @Test
  void wizardsOfOnePage() {
    for (String title : List.of("Add Library", "Add Maintenance Host", "Add Update Service", "New VM Group")) {
      Workbench.menu().click("File", "New", title + "…");
      look(title, title.toLowerCase(Locale.ROOT).replace(' ', '-'));
    }
  }

  @Test
  void whatIsDefinedIsEditedCheckedAndScripted() {
    TreeDriver tree = Workbench.view(Ids.INVENTORY_VIEW).tree();
    tree.click("VM groups", "web").contextMenu().click("Edit…");
    look("Edit VM Group web", "edit-group");
    tree.click("Maintenance hosts", "grid").contextMenu().click("Edit…");
    look("Edit Maintenance Host grid", "edit-host");
    tree.contextMenu().click("Check");
    look("Check", "check-host");
    Workbench.menu().click("Servicing", "View Script…");
    look("View Script", "view-script");
    tree.contextMenu().click("Remove…");
    look("Remove", "remove");
    assertEquals(1, estate.definitions("host").size());
  }

  @Test
  void whatIsDoneWithSelectedMachines() {
    TableDriver table = machines();
    table.contextMenu().click("Edit Tags…");
    look("Edit Tags", "edit-tags");
    table.contextMenu().click("Columns…");
    look("Columns", "columns");
    Workbench.menu().click("Servicing", "Add to Group…");
    look("Add to Group", "add-to-group");
    Workbench.menu().click("Servicing", "Service Now…");
    look("Service Now", "service-now");
    Workbench.menu().click("Servicing", "Roll Back…");
    look("Roll Back", "roll-back");
  }

  @Test
  void runsAreComparedAndReported() {
    TableDriver runs = RunsPage.open().table().awaitAtLeast(2);
    runs.click(0).ctrlClick(1).contextMenu().click("Compare…");
    look("Compare Runs", "compare-runs");
    runs.click(1).contextMenu().click("Report…");
    look("Report", "report");
  }

  @Test
  void theStepsOfAFailedMachineAreSaid() {
    TableDriver runs = RunsPage.open().table().awaitAtLeast(2);
    runs.doubleClick(1);
    TableDriver table = Workbench.activeEditor("a run").showPage("Table").table("Virtual machines of the run");
    table.awaitRows(MACHINES).click(table.find("Failed"));
    Screenshots.take("run-table-failed");
    Workbench.menu().click("Servicing", "View Script…");
    look("View Script", "step-script");
  }

  @Test
  void theEngineIsOnlyStoppedByAnAnswer() {
    Workbench.menu().click("Servicing", "Stop the Engine…");
    look("Stop the Engine", "stop-engine");
  }

  @Test
  void aJobThatSomebodyElseChangedShowsBothSides() {
    Ui.start(() -> Openers.open(Workbench.page(), Kind.JOB, "nightly"));
    PartBot editor = Workbench.editor("nightly").showPage("Overview");
    editor.text("Description").type("mine");
    Ui.await("the editor to be dirty", editor::isDirty);
    estate.put("job", "nightly", Map.of("virtualMachines", List.of("fleet/*"), "updateService", "updates",
        "description", "theirs"));
    editor.beginToSave();
    look("Changed Meanwhile", "conflict");
    assertEquals("theirs", estate.definitions("job").getFirst().document().get("description"));
  }

  @Test
  void theWindowAsksBeforeItIsClosedDuringARun() {
    estate.put("service", "updates", Map.of("type", "simulated", "settings",
        Map.of("level", Estate.freshLevel(), "scanSeconds", "0.5", "installSeconds", "5", "verifySeconds", "0.5")));
    String live = estate.run("nightly");
    RunsPage.open().table().find(Words.run(live));
    Ui.start(() -> Workbench.window().close());
    look("Close the Window", "close-question");
    estate.ask(engine -> engine.cancel(new RunsApi.ServicingRef(live, "")));
    estate.awaitEnd(live);
  }
}
