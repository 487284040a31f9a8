package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.pages.GroupWizardPage;
import org.dormouse.ui.tests.pages.MachinesPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.TabFolder;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A VM group by rule and by hand: who belongs to it is seen before it is kept, and mistakes are said. */
@UiTest
class GroupWizardTest {
  private static final int MACHINES = 12;

  private static Estate estate;

  @BeforeAll
  static void aFleet() {
    estate = Estate.connect().clear().fleet(MACHINES, Map.of());
  }

  @AfterAll
  static void leave() {
    estate.clear().close();
  }

  @BeforeEach
  void withoutGroups() {
    estate.removeAll("group");
    estate.awaitNoneKnown("group");
    MachinesPage.open().selectNone().table().awaitRows(MACHINES);
  }

  private static List<String> groups() {
    return estate.definitions("group").stream().map(Definition::name).toList();
  }

  @Test
  void aGroupByRuleShowsWhoBelongsToItBeforeItIsKept() {
    String one = estate.machines().getFirst().name();
    GroupWizardPage group = GroupWizardPage.open().name("night").condition("Libraries", "fleet");
    group.preview().awaitRows(MACHINES);
    group.wizard().label("Preview: " + MACHINES + " virtual machines now");
    group.condition("Names", one).preview().awaitRows(1);
    assertEquals("fleet/" + one, group.preview().cell(0, "Virtual machine"));
    Screenshots.take("new-group-by-rule");
    group.wizard().finish();
    assertEquals(Map.of("libraries", List.of("fleet"), "names", List.of(one)),
        estate.definitions("group").getFirst().document().get("rule"));
    Ui.await("the list to say that it belongs to the group", () -> MachinesPage.open().table().column("Groups")
        .contains("night"));
  }

  @Test
  @Pictured
  void fieldsOfTheRuleHaveTheRoomThatTheyNeed() {
    GroupWizardPage group = GroupWizardPage.open().name("night").condition("Libraries", "fleet");
    group.preview().awaitRows(MACHINES);
    Screenshots.take("new-group");
    TabFolder tabs = group.wizard().first(TabFolder.class);
    Point needed = Ui.get(() -> tabs.computeSize(SWT.DEFAULT, SWT.DEFAULT));
    Point there = Ui.get(tabs::getSize);
    assertTrue(needed.x <= there.x && needed.y <= there.y, () -> "needs " + needed + " and has " + there);
    group.wizard().cancel();
  }

  @Test
  void aGroupByHandHasWhoWasPickedAndWhoHasThePattern() {
    String one = estate.machines().getFirst().id();
    GroupWizardPage group = GroupWizardPage.open().name("picked").byHand().pick(one);
    group.preview().awaitRows(1);
    group.pattern("fleet/*").members().awaitRows(2);
    group.preview().awaitRows(MACHINES);
    group.members().click(group.members().find("fleet/*"));
    group.wizard().button("Remove").click();
    group.preview().awaitRows(1);
    Screenshots.take("new-group-by-hand");
    group.wizard().finish();
    assertEquals(List.of(one), estate.definitions("group").getFirst().document().get("virtualMachines"));
  }

  @Test
  void aGroupOfNobodyIsAskedForItsMembersAndNotKept() {
    GroupWizardPage group = GroupWizardPage.open().name("nobody");
    group.awaitComplaint("Say who belongs to it");
    assertFalse(group.wizard().canFinish());
    Screenshots.take("new-group-error");
    group.wizard().cancel();
    assertEquals(List.of(), groups());
  }

  @Test
  void aNameThatIsTakenAndAPatternThatIsNoneAreSaid() {
    estate.put("group", "night", Map.of("virtualMachines", List.of("fleet/*")));
    estate.awaitKnown("group", "night");
    GroupWizardPage group = GroupWizardPage.open().name("night");
    group.awaitComplaint("There is a group of this name already");
    group.name("day").byHand();
    ShellBot pattern = group.addPattern();
    pattern.text().type("no spaces; allowed");
    Ui.await("the pattern to be refused", () -> !pattern.button("OK").isEnabled());
    pattern.button("Cancel").click();
    pattern.awaitClosed();
    group.wizard().cancel();
    assertEquals(List.of("night"), groups());
  }

  @Test
  void theScriptOfTheGroupIsShownBeforeItIsKept() {
    GroupWizardPage group = GroupWizardPage.open().name("night").condition("Libraries", "fleet");
    group.preview().awaitRows(MACHINES);
    group.wizard().button("View Script…").click();
    ShellBot script = ShellBot.titled("View Script");
    Text commands = script.named(Text.class, "Script");
    Ui.await("the command that makes the group", () -> commands.getText().contains("group"));
    assertTrue(Ui.get(commands::getText).contains("night"));
    Screenshots.take("view-script");
    script.button("Close").click();
    script.awaitClosed();
    group.wizard().cancel();
    assertEquals(List.of(), groups());
  }
}
