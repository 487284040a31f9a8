package org.dormouse.ui.tests;

import static org.dormouse.model.Juncture.AFTER_DEPLOY;
import static org.dormouse.model.Juncture.AFTER_INSTALL;
import static org.dormouse.model.Juncture.AFTER_STORE;
import static org.dormouse.model.Juncture.BEFORE_DEPLOY;
import static org.dormouse.model.Juncture.BEFORE_INSTALL;
import static org.dormouse.model.Juncture.BEFORE_SHUT_DOWN;
import static org.dormouse.model.Juncture.BEFORE_STORE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.event.KeyEvent;
import java.util.List;
import java.util.Map;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.model.Juncture;
import org.dormouse.ui.tests.driver.Keyboard;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.WorkflowGraph;
import org.eclipse.ui.IPageLayout;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hooks are dragged where they are possible, moved, deleted, taken back and kept, by mouse and keyboard. */
@UiTest
class WorkflowPageTest {
  private static final String IN_GUEST = "Script in the guest";
  private static final String HERE = "Script on this machine";
  private static final String HEALTH = "Health check";
  private static final String APPROVAL = "Approval";

  private static Estate estate;

  @BeforeAll
  static void aJob() {
    estate = Estate.connect().clear().fleet(3, Map.of());
  }

  @AfterAll
  static void leave() {
    estate.clear().close();
  }

  @BeforeEach
  void withoutHooks() {
    hooks(List.of());
  }

  private static void hooks(List<Map<String, Object>> hooks) {
    estate.put("job", "nightly", Map.of("virtualMachines", List.of("fleet/*"), "updateService", "updates",
        "hooks", hooks));
  }

  private static Map<String, Object> approval(String name, String juncture) {
    return Map.of("name", name, "kind", "approval", "juncture", juncture, "question", "Go on?");
  }

  private static Map<String, Object> guestScript(String name, String juncture) {
    return Map.of("name", name, "kind", "guestScript", "juncture", juncture, "script", "true\n");
  }

  private static List<?> stored() {
    Definition job = estate.definitions("job").getFirst();
    return job.document().get("hooks") instanceof List<?> hooks ? hooks : List.of();
  }

  @Test
  @Pictured
  void eachToolGoesToAJunctureThatAllowsItAndIsThereAfterReopening() {
    WorkflowGraph workflow = WorkflowGraph.open("nightly").maximized();
    workflow.drag(IN_GUEST, AFTER_INSTALL).awaitHooks("guest-script@AFTER_INSTALL");
    workflow.drag(HERE, BEFORE_DEPLOY).drag(HEALTH, BEFORE_SHUT_DOWN).drag(APPROVAL, BEFORE_STORE);
    String[] all = {"local-script@BEFORE_DEPLOY", "guest-script@AFTER_INSTALL", "health-check@BEFORE_SHUT_DOWN",
        "approval@BEFORE_STORE"};
    workflow.awaitHooks(all);
    assertTrue(workflow.editor().isDirty());
    Screenshots.take("job-editor-workflow");
    ShellBot check = workflow.openHook("health-check", HEALTH);
    check.text("Target").type("true");
    Ui.run(() -> check.spinner("Attempts").setSelection(7));
    check.button("It may be carried out once more after a crash").setSelected(true);
    check.text("Description").type("of the web team");
    Screenshots.take("job-editor-hook");
    check.button("OK").click();
    check.awaitClosed();
    workflow.editor().save();
    assertEquals(4, stored().size());
    Map<?, ?> kept = stored().stream().map(Map.class::cast).filter(one -> "healthCheck".equals(one.get("kind")))
        .findFirst().orElseThrow();
    assertEquals(List.of(7, true, "of the web team"), List.of(((Number) kept.get("attempts")).intValue(),
        kept.get("repeatable"), kept.get("description")));
    workflow.editor().close();
    WorkflowGraph again = WorkflowGraph.open("nightly").awaitHooks(all);
    assertFalse(again.editor().isDirty());
  }

  @Test
  void noToolGoesToAJunctureThatDoesNotAllowIt() {
    WorkflowGraph workflow = WorkflowGraph.open("nightly").maximized();
    for (Juncture juncture : List.of(BEFORE_DEPLOY, AFTER_DEPLOY, AFTER_STORE)) {
      workflow.dragInVain(IN_GUEST, juncture).dragInVain(HEALTH, juncture);
    }
    assertEquals(List.of(), workflow.hooks());
    assertFalse(workflow.editor().isDirty());
    workflow.graph().dragFromPalette(APPROVAL, workflow.step("SCAN"));
    assertEquals(List.of(), workflow.hooks());
    assertFalse(workflow.editor().isDirty());
    workflow.drag(APPROVAL, BEFORE_STORE).awaitHooks("approval@BEFORE_STORE");
  }

  @Test
  void aHookIsDraggedToAnotherJunctureAndBackByUndo() {
    hooks(List.of(approval("agree", "beforeDeploy")));
    WorkflowGraph workflow = WorkflowGraph.open("nightly").maximized().awaitHooks("agree@BEFORE_DEPLOY");
    workflow.graph().drag(workflow.hook("agree"), workflow.juncture(BEFORE_STORE));
    workflow.awaitHooks("agree@BEFORE_STORE");
    workflow.undo();
    workflow.awaitHooks("agree@BEFORE_DEPLOY");
    assertFalse(workflow.editor().isDirty());
    workflow.redo();
    workflow.awaitHooks("agree@BEFORE_STORE");
  }

  @Test
  void aHookThatNeedsTheGuestIsNotDraggedToWhereNoneRuns() {
    hooks(List.of(guestScript("stop-app", "beforeInstall")));
    WorkflowGraph workflow = WorkflowGraph.open("nightly").maximized().awaitHooks("stop-app@BEFORE_INSTALL");
    workflow.graph().dragInVain(workflow.hook("stop-app"), workflow.juncture(AFTER_STORE));
    assertEquals(List.of("stop-app@BEFORE_INSTALL"), workflow.hooks());
    assertFalse(workflow.editor().isDirty());
  }

  @Test
  void theLineOfAHookIsDrawnToAnotherStep() {
    hooks(List.of(approval("agree", "beforeInstall")));
    WorkflowGraph workflow = WorkflowGraph.open("nightly").maximized().awaitHooks("agree@BEFORE_INSTALL");
    workflow.graph().clickLine(workflow.line("agree"));
    Ui.await("the line to be selected", () -> workflow.graph().isSelected(workflow.line("agree")));
    workflow.graph().reconnect(workflow.line("agree"), workflow.step("STORE"));
    workflow.awaitHooks("agree@BEFORE_STORE");
    workflow.undo();
    workflow.awaitHooks("agree@BEFORE_INSTALL");
  }

  @Test
  void aHookIsDeletedByItsKeyAndComesBackByUndo() {
    hooks(List.of(approval("agree", "beforeStore"), guestScript("stop-app", "beforeInstall")));
    WorkflowGraph workflow = WorkflowGraph.open("nightly").maximized()
        .awaitHooks("stop-app@BEFORE_INSTALL", "agree@BEFORE_STORE");
    workflow.graph().click(workflow.hook("agree"));
    Keyboard.press(KeyEvent.VK_DELETE);
    workflow.awaitHooks("stop-app@BEFORE_INSTALL");
    workflow.undo();
    workflow.awaitHooks("stop-app@BEFORE_INSTALL", "agree@BEFORE_STORE");
    workflow.redo();
    workflow.awaitHooks("stop-app@BEFORE_INSTALL");
    workflow.editor().save();
    assertEquals(1, stored().size());
  }

  @Test
  @Pictured
  void aHookThatLacksSomethingIsMarkedAndKeepsTheJobFromBeingSaved() {
    WorkflowGraph workflow = WorkflowGraph.open("nightly").maximized();
    workflow.drag(HEALTH, BEFORE_INSTALL).awaitHooks("health-check@BEFORE_INSTALL");
    Ui.await("a mark of what is to be corrected",
        () -> workflow.graph().words(workflow.hook("health-check")).contains("To correct"));
    Screenshots.take("job-editor-workflow-marked");
    Ui.start(() -> Workbench.page().saveEditor(Workbench.page().getActiveEditor(), false));
    ShellBot refusal = ShellBot.titled("Save nightly");
    refusal.label("cannot be saved yet");
    refusal.button("OK").click();
    refusal.awaitClosed();
    assertEquals(List.of(), stored());
    ShellBot check = workflow.openHook("health-check", HEALTH);
    assertFalse(check.button("OK").isEnabled());
    check.text("Target").type("/bin/true");
    check.button("OK").click();
    check.awaitClosed();
    Ui.await("the mark to be gone",
        () -> !workflow.graph().words(workflow.hook("health-check")).contains("To correct"));
  }

  @Test
  @Pictured
  void theSelectedHookIsShownInThePropertiesView() {
    hooks(List.of(approval("agree", "beforeStore")));
    WorkflowGraph workflow = WorkflowGraph.open("nightly").awaitHooks("agree@BEFORE_STORE");
    var properties = Workbench.view(IPageLayout.ID_PROP_SHEET);
    workflow.graph().click(workflow.hook("agree"));
    Ui.await("the hook's question among the properties", () -> properties.tree().has("Question"));
    for (String property : new String[] {"Kind", "Name", "Where", "Time limit (seconds)"}) {
      properties.tree().find(property);
    }
    Screenshots.take("job-editor-workflow-properties");
  }
}
