package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dormouse.api.Machines.Machine;
import org.dormouse.api.RunsApi.Limit;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.MachinesPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Earlier generations are put back: of several machines, another than the last, and no more once it is stopped. */
@UiTest
class RollBackTest {
  private static final int MACHINES = 8;

  private static Estate estate;

  @BeforeEach
  void aFleet() {
    estate = Estate.connect().clear().fleet(MACHINES, Map.of("level", Estate.freshLevel()));
    MachinesPage.open().filter("").table().awaitRows(MACHINES);
  }

  @AfterEach
  void leave() {
    estate.clear().close();
  }

  private static List<String> ids(TableDriver table, int... rows) {
    return IntStream.of(rows).mapToObj(row -> "fleet/" + table.cell(row, "Name")).toList();
  }

  private static Machine machine(String id) {
    return estate.machines().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void severalAreServicedAndRolledBack() {
    TableDriver table = MachinesPage.open().table().select(4, 5);
    List<String> ids = ids(table, 4, 5);
    int before = machine(ids.getFirst()).generation();
    table.contextMenu().click("Service Now…");
    ShellBot question = ShellBot.titled("Service Now");
    question.label("Service 2 virtual machines");
    question.button("OK").click();
    question.awaitClosed();
    Workbench.activeEditor("the run").showPage("Table").table("Virtual machines of the run").awaitRows(2);
    estate.awaitEnd(estate.ask(engine -> engine.runs(new Limit(1))).getFirst().id());
    assertEquals(before + 1, machine(ids.getFirst()).generation());
    MachinesPage.open();
    table.select(4, 5);
    table.contextMenu().click("Roll Back…");
    ShellBot back = ShellBot.titled("Roll Back");
    TableDriver generations = back.table("Generations to put back").awaitRows(2);
    Screenshots.take("roll-back");
    back.button("Roll Back").click();
    Ui.await("both to be put back", () -> generations.column("Result").stream()
        .allMatch(result -> result.startsWith("done")));
    back.button("Close").click();
    back.awaitClosed();
    anEarlierGenerationIsChosen(table, ids.getFirst(), before);
    aStopLeavesThoseThatHaveNotBegun(table, ids);
  }

  private static void aStopLeavesThoseThatHaveNotBegun(TableDriver table, List<String> ids) {
    int second = machine(ids.get(1)).generation();
    table.select(4, 5).contextMenu().click("Roll Back…");
    ShellBot back = ShellBot.titled("Roll Back");
    TableDriver machines = back.table("Generations to put back").awaitRows(2);
    Button start = back.button("Roll Back").widget();
    Button cancel = back.button("Cancel").widget();
    Ui.run(() -> {
      start.notifyListeners(SWT.Selection, new Event());
      cancel.notifyListeners(SWT.Selection, new Event());
    });
    Ui.await("how far it came to be said", () -> back.shows("1 of 2 rolled back, 1 left as it was."));
    assertTrue(machines.cell(0, "Result").startsWith("done"));
    assertEquals("left as it was", machines.cell(1, "Result"));
    Screenshots.take("roll-back-stopped");
    back.button("Close").click();
    back.awaitClosed();
    assertEquals(second, machine(ids.get(1)).generation());
  }

  /** Of two that were kept: what was serviced, and what had been found. */
  private static void anEarlierGenerationIsChosen(TableDriver table, String id, int oldest) {
    assertEquals(oldest + 2, machine(id).generation());
    table.select(4).contextMenu().click("Roll Back…");
    ShellBot back = ShellBot.titled("Roll Back");
    TableDriver machines = back.table("Generations to put back").awaitRows(1);
    TableDriver kept = back.table("Kept generations").awaitRows(2);
    assertEquals(List.of(String.valueOf(oldest + 1), String.valueOf(oldest)), kept.column("Generation"));
    assertTrue(machines.cell(0, "Goes back to").startsWith("generation " + (oldest + 1) + " of "));
    assertEquals(List.of("is put back", ""), kept.column("Use"));
    kept.click(1);
    Ui.await("the oldest to be chosen", () -> machines.widget().getItem(0).getText(2)
        .startsWith("generation " + oldest + " of "));
    assertEquals(List.of("", "is put back"), kept.column("Use"));
    Screenshots.take("roll-back-choice");
    back.button("Roll Back").click();
    Ui.await("it to be put back", () -> machines.widget().getItem(0).getText(3).startsWith("done"));
    back.button("Close").click();
    back.awaitClosed();
    assertEquals(oldest + 3, machine(id).generation());
  }
}
