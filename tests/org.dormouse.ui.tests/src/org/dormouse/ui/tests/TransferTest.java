package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.tests.driver.FileChooser;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.pages.InventoryPage;
import org.dormouse.ui.tests.pages.ScriptView;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definitions go out to a file and come in from one; a file with mistakes changes nothing. */
@UiTest
class TransferTest {
  private static final String EXPORT = "Export Definitions…";
  private static final String IMPORT = "Import Definitions…";

  private Estate estate;

  @TempDir
  private Path folder;

  @BeforeEach
  void aGroupAndAJob() {
    estate = Estate.connect().clear().fleet(3, Map.of());
    estate.put("group", "night", Map.of("virtualMachines", List.of("fleet/*")));
    estate.awaitKnown("group", "night").awaitKnown("job", "nightly");
  }

  @AfterEach
  void leave() {
    estate.clear().close();
  }

  private Path written(String content) throws IOException {
    return Files.writeString(folder.resolve("in.json"), content);
  }

  private static ShellBot exporting() {
    InventoryPage.open().act(InventoryPage.GROUPS, "night", EXPORT);
    return ShellBot.titled("Export Definitions");
  }

  private static ShellBot importing(Path file) {
    InventoryPage.open().act(InventoryPage.GROUPS, "night", IMPORT);
    FileChooser.open(file);
    return ShellBot.titled("Import Definitions");
  }

  @Test
  @Pictured
  void whatIsExportedComesBackByAnImport() throws IOException {
    Path file = folder.resolve("night.json");
    ShellBot export = exporting();
    Screenshots.take("export-definitions");
    export.button("Export…").click();
    FileChooser.saveAs(file);
    export.awaitClosed();
    assertTrue(Files.readString(file).contains("\"night\""));
    assertFalse(Files.readString(file).contains("nightly"), "what is not ticked stays out");
    estate.put("group", "night", Map.of("virtualMachines", List.of("fleet/other")));
    estate.awaitKnown("group", "night");
    ShellBot dialog = importing(file);
    TableDriver entries = dialog.table("Definitions of the file").awaitRows(1);
    assertTrue(entries.isChecked(0));
    Screenshots.take("import-definitions");
    dialog.button("Import").click();
    Ui.await("it to be stored", () -> entries.cell(0, "Result").equals("stored"));
    dialog.button("Close").click();
    dialog.awaitClosed();
    assertEquals(List.of("fleet/*"), estate.definition("group", "night").document().get("virtualMachines"));
  }

  @Test
  void anExportTakesWhatIsTickedAndShowsItsScript() {
    ShellBot export = exporting();
    TableDriver definitions = export.table("Definitions");
    assertTrue(definitions.isChecked(definitions.find("night")));
    assertFalse(definitions.isChecked(definitions.find("nightly")), "only what was selected is ticked");
    export.button("Deselect All").click();
    Ui.await("nothing to be ticked", () -> !export.button("Export…").isEnabled());
    assertFalse(export.button("View Script…").isEnabled());
    export.button("Select All").click();
    Ui.await("all to be ticked", () -> export.button("Export…").isEnabled());
    String script = ScriptView.of(export);
    assertTrue(script.contains("dormouse group create night"), script);
    assertTrue(script.contains("dormouse job create nightly"), script);
    export.button("Cancel").click();
    export.awaitClosed();
  }

  @Test
  void anExportThatCannotBeWrittenSaysSoAndCanGoElsewhere() throws IOException {
    ShellBot export = exporting();
    export.button("Export…").click();
    FileChooser.saveAs(Path.of("/proc/night.json"));
    Ui.await("the reason to be said", () -> export.shows("/proc/night.json"));
    assertTrue(export.button("Export…").isEnabled());
    export.button("Export…").click();
    Path file = folder.resolve("elsewhere.json");
    FileChooser.saveAs(file);
    export.awaitClosed();
    assertTrue(Files.readString(file).contains("\"night\""));
  }

  private Path threeGroups() throws IOException {
    return written("""
        [{"kind": "group", "name": "one", "virtualMachines": ["fleet/*"]},
         {"kind": "group", "name": "two", "virtualMachines": ["fleet/*"]},
         {"kind": "group", "name": "three", "virtualMachines": ["fleet/*"]}]
        """);
  }

  private List<String> groups() {
    return estate.definitions("group").stream().map(Definition::name).sorted().toList();
  }

  @Test
  void anImportThatIsStoppedSaysHowFarItCameAndGoesOnWhereItStopped() throws IOException {
    ShellBot dialog = importing(threeGroups());
    TableDriver entries = dialog.table("Definitions of the file").awaitRows(3);
    Button start = dialog.button("Import").widget();
    Button close = dialog.button("Close").widget();
    Ui.run(() -> {
      start.notifyListeners(SWT.Selection, new Event());
      close.notifyListeners(SWT.Selection, new Event());
    });
    Ui.await("what was stored to be said", () -> dialog.shows("1 of 3 stored, 2 left as they were."));
    assertEquals(List.of("stored", "", ""), entries.column("Result"));
    assertEquals(List.of("night", "one"), groups());
    Screenshots.take("import-stopped");
    dialog.button("Import").click();
    Ui.await("the rest to be stored", () -> dialog.shows("2 of 2 stored."));
    dialog.button("Close").click();
    dialog.awaitClosed();
    assertEquals(List.of("night", "one", "three", "two"), groups());
  }

  @Test
  void theScriptOfAnImportDefinesWhatIsTicked() throws IOException {
    ShellBot dialog = importing(threeGroups());
    dialog.table("Definitions of the file").awaitRows(3).check(1, false);
    String script = ScriptView.of(dialog);
    assertTrue(script.contains("dormouse group create one") && script.contains("dormouse group create three"), script);
    assertFalse(script.contains("group create two"), script);
    dialog.button("Close").click();
    dialog.awaitClosed();
    assertEquals(List.of("night"), groups());
  }

  @Test
  void aFileWithAMistakeIsNotImportedAtAll() throws IOException {
    ShellBot dialog = importing(written("""
        [{"kind": "group", "name": "good", "virtualMachines": ["fleet/*"]},
         {"kind": "group", "name": "bad", "virtualMachine": ["fleet/*"]}]
        """));
    assertTrue(dialog.table("Definitions of the file").column("Mistake").stream()
        .anyMatch(mistake -> mistake.contains("Definition 2") && mistake.contains("virtualMachine")));
    assertFalse(dialog.button("Import").isEnabled());
    Screenshots.take("import-definitions-error");
    dialog.button("Close").click();
    dialog.awaitClosed();
    assertEquals(1, estate.definitions("group").size());
  }

  @Test
  void aFileThatIsNoneIsSaidToBeNone() throws IOException {
    ShellBot dialog = importing(written("not at all"));
    dialog.table("Definitions of the file").awaitRows(1);
    assertTrue(dialog.table("Definitions of the file").cell(0, "Mistake").contains("not JSON"));
    dialog.button("Close").click();
    dialog.awaitClosed();
  }
}
