package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.event.KeyEvent;
import java.util.Locale;
import java.util.Map;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.parts.Openers;
import org.dormouse.ui.tests.driver.Keyboard;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.ScriptView;
import org.eclipse.jface.action.IAction;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.actions.ActionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job in its editor: an edit can be taken back, and what is saved the engine has. */
@UiTest
class JobEditorTest {
  private static final String BOOT_TEST =
      "Start the new generation once more and prove it healthy before it is stored";

  private Estate estate;

  @BeforeEach
  void aJob() {
    estate = Estate.connect().clear().fleet(6, Map.of());
  }

  @AfterEach
  void leave() {
    estate.clear().close();
  }

  private Definition stored() {
    return estate.definitions("job").getFirst();
  }

  private static void act(PartBot editor, ActionFactory what) {
    Ui.run(() -> {
      IAction action = editor.part(IEditorPart.class).getEditorSite().getActionBars()
          .getGlobalActionHandler(what.getId());
      action.run();
    });
    Ui.settle();
  }

  @Test
  void anEditIsTakenBackDoneAgainAndSaved() {
    Ui.start(() -> Openers.open(Workbench.page(), Kind.JOB, "nightly"));
    PartBot editor = Workbench.editor("nightly").showPage("Updates");
    editor.button(BOOT_TEST).setSelected(true);
    Ui.await("the editor to be dirty", editor::isDirty);
    act(editor, ActionFactory.UNDO);
    Ui.await("the edit to be taken back", () -> !editor.isDirty() && !editor.button(BOOT_TEST).isSelected());
    act(editor, ActionFactory.REDO);
    Ui.await("the edit to be done again", () -> editor.isDirty() && editor.button(BOOT_TEST).isSelected());
    Screenshots.take("job-editor-dirty");
    editor.save();
    assertEquals(true, stored().document().get("bootTest"));
  }

  @Test
  void theScriptFollowsEachEditAndNeverRunsTheJob() {
    Ui.start(() -> Openers.open(Workbench.page(), Kind.JOB, "nightly"));
    PartBot editor = Workbench.editor("nightly").showPage("Script");
    Text live = editor.named(Text.class, "Script of the job");
    Ui.await("the script", () -> live.getText().startsWith("dormouse job create nightly"));
    assertFalse(Ui.get(live::getText).contains("--boot-test"));
    editor.showPage("Updates").button(BOOT_TEST).setSelected(true);
    editor.showPage("Script");
    Ui.await("the edit in the script", () -> live.getText().contains("--boot-test"));
    Keyboard.press(KeyEvent.VK_CONTROL, KeyEvent.VK_SHIFT, KeyEvent.VK_V);
    String shown = ScriptView.opened();
    assertEquals(Ui.get(live::getText), shown);
    assertTrue(shown.contains("--replace"), "it is there already");
    assertTrue(shown.lines().noneMatch(line -> line.startsWith("dormouse job run")), shown);
    act(editor, ActionFactory.UNDO);
    Ui.await("the edit to be gone from the script", () -> !live.getText().contains("--boot-test"));
  }

  @Test
  @Pictured
  void everyPageShowsTheJob() {
    Ui.start(() -> Openers.open(Workbench.page(), Kind.JOB, "nightly"));
    PartBot editor = Workbench.editor("nightly");
    for (String page : new String[] {"Overview", "Virtual machines", "Updates", "Hosts and network", "Workflow",
        "Limits", "Script"}) {
      editor.showPage(page);
      Screenshots.take("job-editor-" + page.toLowerCase(Locale.ROOT).replace(' ', '-'));
    }
    assertEquals(false, editor.isDirty());
  }
}
