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
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.pages.BackendWizardPage;
import org.dormouse.ui.tests.pages.MachinesPage;
import org.dormouse.ui.tests.pages.ScriptView;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A library, a maintenance host and an update service, each by its own wizard: tested, corrected, kept or not. */
@UiTest
class BackendWizardsTest {
  private Estate estate;

  @BeforeEach
  void nothingIsDefined() {
    estate = Estate.connect().clear();
    estate.awaitNothingKnown();
  }

  @AfterEach
  void leave() {
    estate.clear().close();
  }

  private List<String> names(String kind) {
    return estate.definitions(kind).stream().map(Definition::name).toList();
  }

  @Test
  void aLibraryIsProvenKeptAndLookedThrough() {
    BackendWizardPage library = BackendWizardPage.add("Library").type("simulated").name("fleet")
        .set("Virtual machines", "7").awaitProven();
    Screenshots.take("add-library");
    library.wizard().finish();
    MachinesPage.open().table().awaitRows(7);
    assertEquals(List.of("fleet"), names("library"));
  }

  @ParameterizedTest
  @CsvSource({"Library, library", "Maintenance Host, host", "Update Service, service"})
  void theScriptOfEachAddsItAndReplacesNothing(String what, String kind) {
    BackendWizardPage page = BackendWizardPage.add(what).type("simulated").name("new-one").awaitProven();
    String script = ScriptView.of(page.wizard());
    assertTrue(script.startsWith("dormouse " + kind + " add new-one"), script);
    assertTrue(script.contains("--type simulated"), script);
    assertFalse(script.contains("--replace"), script);
    page.wizard().cancel();
    assertEquals(List.of(), names(kind));
  }

  @Test
  void aFolderThatIsNotThereIsOnlyKeptWhenOneInsists(@TempDir Path folder) {
    BackendWizardPage library = BackendWizardPage.add("Library").type("directory").name("images")
        .set("Folder", folder.resolve("gone").toString()).awaitRefuted();
    assertFalse(library.wizard().canFinish());
    assertTrue(library.found().contains("gone"), library.found());
    Screenshots.take("add-library-refuted");
    library.set("Folder", folder.toString()).awaitProven();
    library.set("Folder", folder.resolve("gone").toString()).awaitRefuted();
    library.wizard().button("Keep it although the test did not succeed").setSelected(true);
    library.wizard().finish();
    ShellBot scan = ShellBot.beginning("Look into the library images");
    scan.button("OK").click();
    scan.awaitClosed();
    assertEquals(List.of("images"), names("library"));
  }

  @Test
  void aHostIsProvenAndItsLimitsAreKept() {
    BackendWizardPage host = BackendWizardPage.add("Maintenance Host").type("simulated").name("grid").awaitProven();
    Screenshots.take("add-host");
    host.wizard().finish();
    assertEquals(List.of("grid"), names("host"));
  }

  @Test
  void aHostWhoseFolderCannotBeMadeIsOnlyKeptWhenOneInsists(@TempDir Path folder) throws IOException {
    Path taken = Files.writeString(folder.resolve("taken"), "no folder");
    BackendWizardPage host = BackendWizardPage.add("Maintenance Host").type("qemu").name("here")
        .set("Work folder", taken.resolve("work").toString()).awaitRefuted();
    assertFalse(host.wizard().canFinish());
    assertTrue(host.found().contains("taken"), host.found());
    Screenshots.take("add-host-refuted");
    host.wizard().button("Keep it although the test did not succeed").setSelected(true);
    host.wizard().finish();
    assertEquals(List.of("here"), names("host"));
  }

  @Test
  void cancelWhileSavingSaysThatItWasStoredAllTheSame() {
    BackendWizardPage library = BackendWizardPage.add("Library").type("simulated").name("fleet").awaitProven();
    library.wizard().finishAndCancelAt("Saving");
    ShellBot told = ShellBot.titled("Add Library");
    Ui.await("it to say what is kept",
        () -> told.shows("Library fleet was stored before Cancel reached the engine, and is kept."));
    told.button("OK").click();
    told.awaitClosed();
    assertEquals(List.of("fleet"), names("library"));
    assertEquals(List.of(), estate.machines(), "nobody looks into it after a cancel");
  }

  @Test
  void anUpdateServiceIsProvenAndANameThatIsTakenIsSaid() {
    BackendWizardPage.add("Update Service").type("simulated").name("updates").awaitProven().wizard().finish();
    assertEquals(List.of("updates"), names("service"));
    estate.awaitKnown("service", "updates");
    BackendWizardPage again = BackendWizardPage.add("Update Service").type("simulated").name("updates");
    again.awaitComplaint("There is a service of this name already");
    assertFalse(again.wizard().canFinish());
    again.wizard().cancel();
  }

  @Test
  void whatARepositoryNeedsIsAskedForOneAfterTheOther() {
    BackendWizardPage apt = BackendWizardPage.add("Update Service").type("apt").name("debian")
        .set("Repository URI", "").set("Suites", "").set("Keyring", "");
    apt.awaitComplaint("Enter the repository uri");
    apt.set("Repository URI", "http://127.0.0.1:9/debian").awaitComplaint("Enter the suites");
    apt.set("Suites", "stable").awaitComplaint("Enter the keyring");
    assertFalse(apt.wizard().canFinish());
    Screenshots.take("add-service-error");
    apt.set("Keyring", "/nowhere/keyring.gpg").awaitRefuted();
    apt.wizard().cancel();
    assertEquals(List.of(), names("service"));
  }

  @Test
  void settingsWithoutAFieldAreEnteredLineByLine() {
    BackendWizardPage host = BackendWizardPage.add("Maintenance Host").type("simulated").name("grid").awaitProven();
    host.wizard().button("Change…").click();
    ShellBot settings = ShellBot.titled("Other Settings");
    Text lines = settings.named(Text.class, "Settings");
    Ui.run(() -> lines.setText("bootSeconds"));
    Ui.await("a line that is none to be refused", () -> !settings.button("OK").isEnabled());
    Ui.run(() -> lines.setText("bootSeconds = 1\nseed = 4"));
    Screenshots.take("other-settings");
    settings.button("OK").click();
    settings.awaitClosed();
    host.awaitProven().wizard().finish();
    assertEquals(Map.of("bootSeconds", "1", "seed", "4"),
        estate.definitions("host").getFirst().document().get("settings"));
  }
}
