package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dormouse.api.Authoring.PutCredential;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.Machines.Machine;
import org.dormouse.api.RunsApi.JobPlan;
import org.dormouse.api.RunsApi.PlannedMachine;
import org.dormouse.ui.tests.driver.FileChooser;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.pages.DetailsPage;
import org.dormouse.ui.tests.pages.GroupWizardPage;
import org.dormouse.ui.tests.pages.InventoryPage;
import org.dormouse.ui.tests.pages.MachinesPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done with several virtual machines at once from their list, and which of their columns it shows. */
@UiTest
class MachinesViewTest {
  private static final int MACHINES = 8;

  private static Estate estate;

  @BeforeAll
  static void aFleet() {
    estate = Estate.connect().clear().fleet(MACHINES, Map.of("level", Estate.freshLevel()));
  }

  @AfterAll
  static void leave() {
    estate.clear().close();
  }

  @BeforeEach
  void withoutGroups() {
    estate.removeAll("group");
    estate.awaitNoneKnown("group");
    MachinesPage.open().filter("").table().awaitRows(MACHINES);
  }

  private static List<String> members(String group) {
    Object members = estate.definition("group", group).document().get("virtualMachines");
    return members instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  private static List<String> ids(TableDriver table, int... rows) {
    return IntStream.of(rows).mapToObj(row -> "fleet/" + table.cell(row, "Name")).toList();
  }

  private static Machine machine(String id) {
    return estate.machines().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void columnsAreChosenAndComeBackByTheirDefaults() {
    MachinesPage machines = MachinesPage.open();
    List<String> before = machines.table().columns();
    ShellBot chooser = chooser(machines);
    TableDriver columns = chooser.table("Columns");
    columns.check(columns.find("Tags"), false).check(columns.find("Disks"), true);
    Screenshots.take("columns");
    chooser.button("OK").click();
    chooser.awaitClosed();
    assertFalse(machines.table().columns().contains("Tags"));
    assertTrue(machines.table().columns().contains("Disks"));
    ShellBot again = chooser(machines);
    again.button("Defaults").click();
    again.button("OK").click();
    again.awaitClosed();
    assertEquals(before, machines.table().columns());
  }

  private static ShellBot chooser(MachinesPage machines) {
    machines.contextMenu().click("Columns…");
    return ShellBot.titled("Columns");
  }

  @Test
  void noColumnAtAllIsRefused() {
    ShellBot chooser = chooser(MachinesPage.open());
    TableDriver columns = chooser.table("Columns");
    for (int row = 0; row < columns.rows(); row++) {
      columns.check(row, false);
    }
    Ui.await("it to ask for one column", () -> chooser.shows("Tick at least one column"));
    assertFalse(chooser.button("OK").isEnabled());
    chooser.button("Cancel").click();
    chooser.awaitClosed();
  }

  @Test
  void severalAreAssessedAtOnce() {
    TableDriver table = MachinesPage.open().table().select(0, 2);
    List<String> ids = ids(table, 0, 2);
    Instant before = Instant.now();
    table.contextMenu().click("Assess");
    estate.await("both are assessed anew", () -> ids.stream()
        .allMatch(id -> machine(id).assessed().filter(at -> at.isAfter(before)).isPresent()));
  }

  @Test
  void severalAreTagged() {
    TableDriver table = MachinesPage.open().table().select(1, 2);
    List<String> ids = ids(table, 1, 2);
    ShellBot tags = tags(table);
    tags.text("Add").type("web, night");
    Screenshots.take("edit-tags");
    tags.button("OK").click();
    tags.awaitClosed();
    Ui.await("both to have the tags in the list",
        () -> table.column("Tags").stream().filter(tagged -> tagged.contains("web") && tagged.contains("night"))
            .count() == 2);
    ShellBot less = tags(table);
    less.text("Remove").type("night");
    less.button("OK").click();
    less.awaitClosed();
    estate.await("one tag is gone", () -> ids.stream().allMatch(id -> machine(id).tags().equals(List.of("web"))));
  }

  private static ShellBot tags(TableDriver table) {
    table.contextMenu().click("Edit Tags…");
    return ShellBot.titled("Edit Tags");
  }

  private static Map<String, Object> declared(String id) {
    return estate.definitions("vm").stream().filter(one -> one.name().equals(id)).findFirst()
        .map(Definition::document).orElse(Map.of());
  }

  @Test
  void severalAreExcludedFromServicingAndIncludedAgain() {
    TableDriver table = MachinesPage.open().table().select(6, 7);
    List<String> ids = ids(table, 6, 7);
    table.contextMenu().click("Exclude from Servicing");
    estate.await("both are excluded", () -> ids.stream().allMatch(id -> declared(id).containsKey("excluded")));
    JobPlan plan = estate.ask(engine -> engine.plan(new Named("job", "nightly")));
    assertEquals(ids, plan.machines().stream().filter(one -> one.verdict().equals("blocked"))
        .map(PlannedMachine::id).sorted().toList());
    TableDriver facts = DetailsPage.open().tab("Overview");
    MachinesPage.open().table().click(6);
    facts.find("excluded: it is never serviced");
    Screenshots.take("machine-excluded");
    MachinesPage.open().table().select(6, 7).contextMenu().click("Include in Servicing");
    estate.await("both are included", () -> ids.stream().noneMatch(id -> declared(id).containsKey("excluded")));
  }

  @Test
  void severalGetAGuestCredential() {
    estate.ask(engine -> engine.putCredential(new PutCredential("ui-root", "guest", "root", "first")));
    estate.ask(engine -> engine.putCredential(new PutCredential("ui-host", "host", "root", "first")));
    estate.awaitCredential("ui-root").awaitCredential("ui-host");
    TableDriver table = MachinesPage.open().table().select(6, 7);
    List<String> ids = ids(table, 6, 7);
    ShellBot choice = credential(table);
    assertEquals(List.of("none", "ui-root"), choice.combo("Credential").entries());
    choice.combo("Credential").select("ui-root");
    Screenshots.take("guest-credential");
    choice.button("OK").click();
    choice.awaitClosed();
    estate.await("both have it", () -> ids.stream().allMatch(id -> "ui-root".equals(declared(id).get("credential"))));
    ShellBot none = credential(table);
    none.combo("Credential").select("none");
    none.button("OK").click();
    none.awaitClosed();
    estate.await("neither has one", () -> ids.stream().noneMatch(id -> declared(id).containsKey("credential")));
    estate.forget("ui-root").forget("ui-host");
  }

  private static ShellBot credential(TableDriver table) {
    table.contextMenu().click("Guest Credential…");
    return ShellBot.titled("Choose a Credential");
  }

  @Test
  void severalAreAddedToAGroupAndToANewOne() {
    TableDriver table = MachinesPage.open().table().select(0, 1);
    List<String> ids = ids(table, 0, 1);
    table.contextMenu().click("Add to Group…");
    GroupWizardPage fresh = GroupWizardPage.opened(GroupWizardPage.TITLE).name("night");
    fresh.preview().awaitRows(2);
    fresh.wizard().finish();
    assertEquals(ids, members("night"));
    estate.awaitKnown("group", "night");
    table.select(3);
    table.contextMenu().click("Add to Group…");
    ShellBot which = ShellBot.titled("Add to Group");
    which.table().click(which.table().find("night"));
    which.button("OK").click();
    which.awaitClosed();
    estate.await("the third is a member", () -> members("night").size() == 3);
  }

  @Test
  void severalAreDraggedOntoAGroup() {
    estate.put("group", "dropped", Map.of("virtualMachines", List.of("fleet/nobody")));
    estate.awaitKnown("group", "dropped");
    TableDriver table = MachinesPage.open().table().select(0, 1);
    List<String> ids = ids(table, 0, 1);
    table.drag(0, InventoryPage.open().tree().place(InventoryPage.GROUPS, "dropped"));
    estate.await("both are members", () -> members("dropped").containsAll(ids));
  }

  @Test
  void theSelectedAreWrittenToAFileForSpreadsheets(@TempDir Path folder) throws IOException {
    TableDriver table = MachinesPage.open().table().select(0, 1);
    List<String> names = List.of(table.cell(0, "Name"), table.cell(1, "Name"));
    table.contextMenu().click("Export as CSV…");
    Path file = folder.resolve("vms.csv");
    FileChooser.saveAs(file);
    Ui.await("the file to be written", () -> Files.exists(file) && file.toFile().length() > 0);
    List<String> lines = Files.readAllLines(file);
    assertTrue(lines.getFirst().startsWith("Name,State"), lines.getFirst());
    assertEquals(names, lines.subList(1, 3).stream().map(line -> line.split(",")[0]).toList());
    assertEquals(3, lines.size());
  }

  @Test
  void severalAreShownInTheirLibraries() {
    estate.put("library", "other", Map.of("type", "simulated", "settings", Map.of("vms", "1")));
    estate.ask(engine -> engine.scanLibrary(new Named("library", "other")));
    try {
      TableDriver table = MachinesPage.open().table();
      int other = table.find("other");
      table.select(other == 0 ? 1 : 0, other).contextMenu().click("Show in Library");
      Ui.await("the libraries to be selected in the inventory", () -> Stream.of("fleet", "other").allMatch(
          library -> InventoryPage.open().tree().selected().stream().anyMatch(text -> text.startsWith(library))));
    } finally {
      estate.ask(engine -> engine.remove(new Put("library", "other", Map.of(), -1)));
    }
  }
}
