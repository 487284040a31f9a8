package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.Machines.Change;
import org.dormouse.api.Machines.Details;
import org.dormouse.api.RunsApi;
import org.dormouse.ui.Ids;
import org.dormouse.ui.style.Words;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.InventoryPage;
import org.dormouse.ui.tests.pages.JobPages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a job would do if it were run now: of a stored job, of one as it is edited, and of one that cannot be run. */
@UiTest
class DryRunTest {
  private static final int MACHINES = 4;

  private static Estate estate;

  @BeforeAll
  static void jobs() {
    estate = Estate.connect().clear().fleet(MACHINES, Map.of("level", Estate.freshLevel()));
    estate.put("job", "nowhere", Map.of("virtualMachines", List.of("fleet/*"), "updateService", "gone"));
    estate.put("job", "pilot", Map.of("virtualMachines", List.of(pilot()), "updateService", "updates"));
    estate.awaitKnown("job", "nightly").awaitKnown("job", "nowhere").awaitKnown("job", "pilot");
  }

  @AfterAll
  static void leave() {
    estate.clear().close();
  }

  private static String pilot() {
    return estate.machines().getFirst().id();
  }

  private static ShellBot opened() {
    return ShellBot.titled("Dry Run");
  }

  private static ShellBot of(String job) {
    InventoryPage.open().tree().click(InventoryPage.JOBS, job);
    Workbench.menu().click("Run", "Dry Run…");
    return opened();
  }

  private static void close(ShellBot dialog) {
    dialog.button("Close").click();
    dialog.awaitClosed();
  }

  @Test
  @Pictured
  void everyMachineOfAStoredJobIsOnARow() {
    ShellBot dialog = of("nightly");
    TableDriver rows = dialog.table("Virtual machines of the dry run").awaitRows(MACHINES);
    assertTrue(rows.column("Host").stream().allMatch("grid"::equals), rows.column("Host").toString());
    assertEquals(List.of("1", "2", "3", "4"), rows.column("Order"));
    assertTrue(rows.column("Forecast").stream().noneMatch(String::isBlank), rows.column("Forecast").toString());
    Screenshots.take("dry-run");
    close(dialog);
    assertTrue(estate.ask(engine -> engine.runs(new RunsApi.Limit(100))).stream()
        .noneMatch(run -> run.ended().isEmpty()), "a dry run has begun something");
  }

  @Test
  void ofTheSelectedMachineEveryPackageFindingAndHostIsTold() {
    ShellBot dialog = of("nightly");
    TableDriver rows = dialog.table("Virtual machines of the dry run").awaitRows(MACHINES);
    int last = MACHINES - 1;
    String machine = rows.click(last).cell(last, "Virtual machine");
    Details details = estate.ask(engine -> engine.machine(new Named("vm", machine)));
    dialog.tab("Packages of " + machine + " (" + details.pending().size() + ")");
    TableDriver packages = dialog.table("Packages of the selected virtual machine").awaitRows(details.pending().size());
    for (Change change : details.pending()) {
      assertEquals(List.of(change.installed(), change.candidate(), Words.bytes(change.bytes())),
          packages.row(packages.find(change.name())).subList(2, 5));
    }
    dialog.tab("Hosts (1)").click();
    TableDriver hosts = dialog.table("Hosts of the selected virtual machine").awaitRows(1);
    assertEquals("grid", hosts.cell(0, "Host"));
    assertTrue(hosts.cell(0, "Suits it").endsWith(" of 5"), hosts.row(0).toString());
    close(dialog);
  }

  @Test
  void anEditThatIsNotSavedIsPlannedAndNotStored() {
    PartBot editor = JobPages.open("pilot").editor().showPage("Virtual machines");
    editor.button("Add pattern…").click();
    ShellBot pattern = ShellBot.titled("Add Pattern");
    pattern.text().type("not a pattern");
    assertFalse(pattern.button("OK").isEnabled());
    pattern.text().type("fleet/*");
    pattern.button("OK").click();
    pattern.awaitClosed();
    Ui.await("the editor to be dirty", editor::isDirty);
    Workbench.menu().click("Run", "Dry Run…");
    ShellBot dialog = opened();
    dialog.table("Virtual machines of the dry run").awaitRows(MACHINES);
    close(dialog);
    assertEquals(List.of(pilot()), estate.definition("job", "pilot").document().get("virtualMachines"));
    assertTrue(editor.isDirty());
  }

  @Test
  void aJobThatCannotBeRunSaysWhy() {
    ShellBot dialog = of("nowhere");
    Ui.await("the reason", () -> dialog.shows("gone"));
    Screenshots.take("dry-run-error");
    close(dialog);
  }

  @Test
  void whereNoJobIsSelectedOneIsAskedFor() {
    InventoryPage.open().tree().click(InventoryPage.JOBS);
    Workbench.menu().click("Run", "Dry Run…");
    ShellBot question = opened();
    question.label("Which job?");
    question.table().click(question.table().find("pilot"));
    question.button("OK").click();
    question.awaitClosed();
    ShellBot dialog = opened();
    dialog.label("Dry run of the job pilot");
    assertEquals(pilot(), dialog.table("Virtual machines of the dry run").awaitRows(1).cell(0, "Virtual machine"));
    close(dialog);
  }
}
