package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dormouse.api.RunsApi;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.WizardBot;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.MachinesPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Service now says whom a job leaves out before anything begins, and offers a job where none is about anybody. */
@UiTest
class ServiceNowTest {
  private static final String LEFT = "Who is left out";

  private Estate estate;
  private List<String> ids;

  @BeforeEach
  void aFleet() {
    estate = Estate.connect().clear().fleet(3, Map.of("level", Estate.freshLevel()));
    MachinesPage.open().selectNone().table().awaitRows(3);
    ids = estate.machines().stream().map(machine -> machine.id()).sorted().toList();
  }

  @AfterEach
  void leave() {
    estate.clear().close();
  }

  private void job(String name, String... machines) {
    estate.put("job", name, Map.of("virtualMachines", List.of(machines), "updateService", "updates"));
    estate.awaitKnown("job", name);
  }

  private static ShellBot serviceAll() {
    TableDriver table = MachinesPage.open().table().select(0, 1, 2);
    table.contextMenu().click("Service Now…");
    return ShellBot.titled("Service Now");
  }

  private int runs() {
    return estate.ask(engine -> engine.runs(new RunsApi.Limit(100))).size();
  }

  @Test
  void whoDoesNotBelongToTheChosenJobIsNamedAndNothingBeginsUntilItIsConfirmed() {
    job("pilot", ids.get(0));
    int before = runs();
    ShellBot dialog = serviceAll();
    TableDriver jobs = dialog.table("Jobs").awaitRows(2);
    assertEquals(List.of("nightly", "all 3"), jobs.row(0));
    assertEquals(List.of("pilot", "1 of 3"), jobs.row(1));
    assertTrue(dialog.shows("All that are selected belong to the job nightly."));
    jobs.click(1);
    String left = dialog.text(LEFT).text();
    assertTrue(left.contains(ids.get(1)) && left.contains(ids.get(2)) && !left.contains(ids.get(0)), left);
    Screenshots.take("service-now");
    dialog.button("Cancel").click();
    dialog.awaitClosed();
    assertEquals(before, runs(), "a run has begun although nobody confirmed it");
    dialog = serviceAll();
    dialog.table("Jobs").awaitRows(2).click(1);
    dialog.button("OK").click();
    dialog.awaitClosed();
    Workbench.activeEditor("the run");
    String run = estate.ask(engine -> engine.runs(new RunsApi.Limit(1))).getFirst().id();
    estate.awaitEnd(run);
    Set<String> serviced = estate.snapshot(run).servicings().stream()
        .map(Servicing::subject).collect(Collectors.toSet());
    assertEquals(Set.of(ids.get(0)), serviced);
  }

  @Test
  void whereNoJobIsAboutThemTheWizardBeginsWithThem() {
    estate.removeAll("job");
    estate.awaitNoneKnown("job");
    job("elsewhere", "fleet/nobody");
    ShellBot dialog = serviceAll();
    dialog.label("No servicing job is about " + String.join(", ", ids));
    dialog.button("New Servicing Job…").click();
    WizardBot wizard = WizardBot.titled("New Servicing Job");
    wizard.table("Who is serviced now").awaitRows(3);
    wizard.cancel();
    assertFalse(estate.definitions("job").stream().anyMatch(job -> job.name().equals("nightly")));
  }

  @Test
  void whereThereIsNoJobAtAllOneIsOffered() {
    estate.removeAll("job");
    estate.awaitNoneKnown("job");
    ShellBot dialog = serviceAll();
    dialog.label("There is no servicing job yet.");
    dialog.label(ids.get(2));
    dialog.button("Close").click();
    dialog.awaitClosed();
  }
}
