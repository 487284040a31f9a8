package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.parts.Openers;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.TextDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.BackendWizardPage;
import org.dormouse.ui.tests.pages.ConflictPage;
import org.dormouse.ui.tests.pages.GroupWizardPage;
import org.dormouse.ui.tests.pages.InventoryPage;
import org.eclipse.ui.IEditorPart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two clients change one definition: who is second sees both sides, and neither is lost. */
@UiTest
class ConflictTest {
  private static final String BOOT_TEST =
      "Start the new generation once more and prove it healthy before it is stored";

  private Estate estate;

  @BeforeEach
  void aFleet() {
    estate = Estate.connect().clear().fleet(3, Map.of());
    estate.put("group", "night", Map.of("virtualMachines", List.of("fleet/*"), "description", "ours"));
    estate.awaitKnown("group", "night").awaitKnown("job", "nightly").awaitKnown("host", "grid");
  }

  @AfterEach
  void leave() {
    estate.clear().close();
  }

  /** The other client's change of some attributes; the rest stays. */
  private void elsewhere(String kind, String name, Map<String, Object> changes) {
    Map<String, Object> document = new LinkedHashMap<>(estate.definition(kind, name).document());
    document.putAll(changes);
    estate.put(kind, name, document);
    estate.awaitKnown(kind, name);
  }

  private Object stored(String kind, String name, String attribute) {
    return estate.definition(kind, name).document().get(attribute);
  }

  private static PartBot overview() {
    Ui.start(() -> Openers.open(Workbench.page(), Kind.JOB, "nightly"));
    return Workbench.editor("nightly").showPage("Overview");
  }

  private static void save(PartBot editor) {
    Ui.start(() -> Workbench.page().saveEditor(editor.part(IEditorPart.class), false));
  }

  @Test
  void bothSidesOfAJobAreKept() {
    PartBot editor = overview();
    editor.text("Description").type("mine");
    editor.showPage("Updates").button(BOOT_TEST).setSelected(true);
    editor.showPage("Overview");
    Ui.await("the editor to be dirty", editor::isDirty);
    elsewhere("job", "nightly", Map.of("description", "theirs", "keepGenerations", 7L));
    save(editor);
    ConflictPage conflict = ConflictPage.opened();
    conflict.attributes().awaitRows(3);
    assertEquals("theirs", conflict.kept("Keep generations"));
    assertEquals("yours", conflict.kept("Boot test"));
    assertEquals("yours (chosen)", conflict.kept("Description"));
    conflict.keep("Description", "theirs");
    assertEquals("theirs (chosen)", conflict.kept("Description"));
    Screenshots.take("conflict");
    conflict.saveBoth();
    Ui.await("the editor to be saved", () -> !editor.isDirty());
    assertEquals("theirs", stored("job", "nightly", "description"));
    assertEquals(true, stored("job", "nightly", "bootTest"));
    assertEquals(7L, ((Number) stored("job", "nightly", "keepGenerations")).longValue());
    assertEquals("theirs", editor.text("Description").text());
  }

  @Test
  void whoWouldRatherGoOnEditingLosesNothing() {
    PartBot editor = overview();
    editor.text("Description").type("mine");
    Ui.await("the editor to be dirty", editor::isDirty);
    elsewhere("job", "nightly", Map.of("description", "theirs"));
    save(editor);
    ConflictPage.opened().goOnEditing();
    assertTrue(editor.isDirty());
    assertEquals("mine", editor.text("Description").text());
    assertEquals("theirs", stored("job", "nightly", "description"));
  }

  @Test
  void anEditorInWhichNothingWasEditedFollowsTheOtherClient() {
    PartBot editor = overview();
    elsewhere("job", "nightly", Map.of("description", "from elsewhere"));
    TextDriver description = editor.text("Description");
    Ui.await("the editor to show it", () -> description.text().equals("from elsewhere"));
    assertFalse(editor.isDirty());
  }

  @Test
  void bothSidesOfAGroupAreKept() {
    InventoryPage.open().act(InventoryPage.GROUPS, "night", "Edit…");
    GroupWizardPage group = GroupWizardPage.opened("Edit VM Group night");
    group.byHand().pattern("fleet/mine");
    elsewhere("group", "night", Map.of("description", "theirs"));
    group.wizard().button("Finish").click();
    ConflictPage conflict = ConflictPage.opened();
    conflict.attributes().awaitRows(2);
    conflict.saveBoth();
    group.wizard().awaitClosed();
    assertEquals(List.of("fleet/*", "fleet/mine"), stored("group", "night", "virtualMachines"));
    assertEquals("theirs", stored("group", "night", "description"));
  }

  @Test
  void aHostIsEditedInTheWizardThatMadeIt() {
    InventoryPage.open().tree().doubleClick("Maintenance hosts", "grid");
    BackendWizardPage host = BackendWizardPage.opened("Edit Maintenance Host grid");
    host.set("Description", "in the rack").awaitProven().wizard().finish();
    assertEquals("in the rack", stored("host", "grid", "description"));
  }
}
