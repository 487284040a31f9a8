package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.event.KeyEvent;
import java.util.List;
import java.util.Map;
import org.dormouse.ui.tests.driver.Keyboard;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.pages.WorkflowGraph;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The workflow's hooks as a table: it says what the graph says, and alters it by keys alone. */
@UiTest
class HookTableTest {

  private static Estate estate;

  private WorkflowGraph workflow;
  private TableDriver table;

  @BeforeAll
  static void aFleet() {
    estate = Estate.connect().clear().fleet(3, Map.of());
  }

  @AfterAll
  static void leave() {
    estate.clear().close();
  }

  @BeforeEach
  void aJobWithHooks() {
    estate.put("job", "nightly", Map.of("virtualMachines", List.of("fleet/*"), "updateService", "updates", "hooks",
        List.of(Map.of("name", "agree", "kind", "approval", "juncture", "beforeStore", "question", "Go on?"),
            script("stop-app", false), script("warm-up", true))));
    workflow = WorkflowGraph.open("nightly").maximized()
        .awaitHooks("stop-app@BEFORE_INSTALL", "warm-up@BEFORE_INSTALL", "agree@BEFORE_STORE");
    table = workflow.table().awaitRows(3);
  }

  private static Map<String, Object> script(String name, boolean mayFail) {
    return Map.of("name", name, "kind", "guestScript", "juncture", "beforeInstall", "script", "true\n", "mayFail",
        mayFail);
  }

  @AfterEach
  void asItWas() {
    workflow.withoutTable();
  }

  private void awaitNames(String... names) {
    Ui.await("the rows " + List.of(names), () -> table.column("Name").equals(List.of(names)));
  }

  @Test
  void hooksStandInTheOrderInWhichTheyAreCarriedOut() {
    assertEquals(List.of("Before install", "stop-app", "Script in the guest", "its VM fails, others go on", ""),
        table.row(0));
    assertEquals("the workflow goes on", table.cell(1, "If it fails"));
    assertEquals(List.of("Before store", "agree", "Approval"), table.row(2).subList(0, 3));
    Screenshots.take("job-editor-workflow-table");
  }

  @Test
  void whatIsSelectedInOneIsSelectedInTheOther() {
    table.click(2);
    Ui.await("the hook in the graph", () -> workflow.graph().isSelected(workflow.hook("agree")));
    workflow.graph().click(workflow.hook("warm-up"));
    Ui.await("the hook in the table", () -> table.isSelected(1) && !table.isSelected(2));
  }

  @Test
  void keysMoveDeleteAndTakeBack() {
    table.click(1);
    Keyboard.press(KeyEvent.VK_ALT, KeyEvent.VK_UP);
    awaitNames("warm-up", "stop-app", "agree");
    assertTrue(table.isSelected(0), "who was moved is still selected");
    Keyboard.press(KeyEvent.VK_ALT, KeyEvent.VK_DOWN);
    awaitNames("stop-app", "warm-up", "agree");
    Keyboard.press(KeyEvent.VK_DELETE);
    awaitNames("stop-app", "agree");
    workflow.undo();
    awaitNames("stop-app", "warm-up", "agree");
    workflow.undo();
    workflow.undo();
    Ui.await("nothing edited any more", () -> !workflow.editor().isDirty());
  }

  @Test
  void nobodyLeavesItsJunctureByMovingUpAndDown() {
    table.click(2);
    assertFalse(workflow.editor().button("Move Up").isEnabled());
    assertFalse(workflow.editor().button("Move Down").isEnabled());
    table.click(0);
    assertFalse(workflow.editor().button("Move Up").isEnabled());
    workflow.editor().button("Move Down").click();
    awaitNames("warm-up", "stop-app", "agree");
  }

  @Test
  void aHookIsAddedAndCorrectedByTheTable() {
    table.click(2).contextMenu().click("Add Health check", "Before shut down");
    awaitNames("stop-app", "warm-up", "health-check", "agree");
    Ui.await("what is to be corrected", () -> !table.cell(2, "To correct").isEmpty());
    Ui.await("the new one to be selected", () -> table.isSelected(2));
    workflow.editor().button("Edit…").click();
    ShellBot dialog = ShellBot.titled("Health check");
    dialog.text("Target").type("true");
    dialog.button("OK").click();
    dialog.awaitClosed();
    Ui.await("nothing to be corrected", () -> table.cell(2, "To correct").isEmpty());
    workflow.editor().save();
  }

  @Test
  void theTableStaysAwayUntilItIsWanted() {
    workflow.withoutTable();
    assertFalse(workflow.editor().has(Table.class, "Hooks of the workflow"));
    workflow.table().awaitRows(3);
  }
}
