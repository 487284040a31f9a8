package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dormouse.api.Authoring.Credential;
import org.dormouse.api.Authoring.PutCredential;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.EngineApi;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.pages.CredentialsPages;
import org.dormouse.ui.tests.pages.MachinesPage;
import org.dormouse.ui.tests.pages.ScriptView;
import org.dormouse.ui.tests.pages.SetUpPages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first start: each thing is tested before it is kept, mistakes are said, and at the end machines are listed. */
@UiTest
class SetUpWizardTest {
  private Estate estate;

  @BeforeEach
  void nothingIsDefined() {
    estate = Estate.connect().clear();
    estate.awaitNothingKnown();
  }

  @AfterEach
  void leave() {
    estate.clear().forget("ui-login").close();
  }

  @Test
  @Pictured
  void aSimulatedEstateIsSetUpToItsEnd() {
    SetUpPages pages = SetUpPages.open();
    Screenshots.take("set-up-1-intro");
    pages.next().fill("fleet", "simulated");
    Screenshots.take("set-up-2-library");
    pages.next();
    Screenshots.take("set-up-3-credentials");
    pages.next().fill("grid", "simulated");
    Screenshots.take("set-up-4-host");
    pages.next().fill("updates", "simulated");
    Screenshots.take("set-up-5-service");
    pages.next();
    TableDriver networks = pages.networks();
    assertEquals(List.of("grid", "yes", "simulated, nothing is connected"), networks.row(networks.find("grid")));
    Screenshots.take("set-up-6-network");
    pages.next();
    Screenshots.take("set-up-7-summary");
    pages.wizard().finish();
    MachinesPage.open().table().awaitRows(100);
    assertEquals(List.of("fleet"), estate.definitions("library").stream().map(Definition::name).toList());
    assertEquals(List.of("grid"), estate.definitions("host").stream().map(Definition::name).toList());
    assertEquals(List.of("updates"), estate.definitions("service").stream().map(Definition::name).toList());
    Ui.settle();
    assertFalse(ShellBot.isOpen("Set Up Dormouse"), "what is done was not cancelled, and nothing more is to be said");
  }

  private static SetUpPages filled() {
    SetUpPages pages = SetUpPages.open();
    pages.next().fill("fleet", "simulated").next().next().fill("grid", "simulated").next().fill("updates", "simulated");
    return pages.next().next();
  }

  private List<String> names(String kind) {
    return estate.definitions(kind).stream().map(Definition::name).toList();
  }

  private static ShellBot told(String words) {
    ShellBot told = ShellBot.titled("Set Up Dormouse");
    Ui.await("it to say '" + words + "'", () -> told.shows(words));
    return told;
  }

  private static void close(ShellBot told) {
    told.button("OK").click();
    told.awaitClosed();
  }

  @Test
  void theScriptDefinesAllAndAssessesOnlyWhereThatIsWanted() {
    SetUpPages pages = filled();
    String script = ScriptView.of(pages.wizard());
    for (String line : List.of("dormouse library add fleet", "dormouse host add grid", "dormouse service add updates",
        "dormouse vm assess --service updates")) {
      assertTrue(script.lines().anyMatch(one -> one.startsWith(line)), script);
    }
    assertFalse(script.contains("--replace"), script);
    pages.wizard().button("Assess all virtual machines afterwards, without waking any").setSelected(false);
    assertFalse(ScriptView.of(pages.wizard()).contains("vm assess"));
    pages.wizard().cancel();
    assertEquals(List.of(), names("library"));
  }

  @Test
  @Pictured
  void cancelWhileSavingStoresNothingMoreAndSaysWhatIsKept() {
    filled().wizard().finishAndCancelAt("Saving fleet");
    ShellBot told = told("Stored, and kept: library fleet.");
    assertTrue(told.shows("Not stored: maintenance host grid, update service updates."));
    Screenshots.take("set-up-cancelled");
    close(told);
    assertEquals(List.of("fleet"), names("library"));
    assertEquals(List.of(), names("host"));
    assertEquals(List.of(), names("service"));
  }

  @Test
  void cancelWhileLookingForMachinesSaysThatAllIsStoredAndAssessesNothing() {
    filled().wizard().finishAndCancelAt("Looking for virtual machines");
    ShellBot told = told("kept: library fleet, maintenance host grid, update service updates.");
    assertTrue(told.shows("none was assessed"));
    assertFalse(told.shows("Not stored"));
    close(told);
    assertEquals(List.of("updates"), names("service"));
  }

  @Test
  @Pictured
  void afterALateFailureItIsStillFinishedAndAnOldLibraryHoldsNothingUp(@TempDir Path folder) throws IOException {
    estate.put("library", "old", Map.of("type", "directory", "settings", Map.of("path", "/nowhere/at/all")));
    estate.awaitKnown("library", "old");
    Path images = Files.createDirectory(folder.resolve("images"));
    SetUpPages pages = SetUpPages.open().next();
    pages.wizard().button("Use what is there: old").setSelected(false);
    pages.wizard().combo("Type").select("directory");
    pages.wizard().text("Name").type("images");
    pages.wizard().text("Folder").type(images.toString());
    pages.awaitProven();
    pages.next().next().fill("grid", "simulated").next().fill("updates", "simulated").next().next();
    Files.delete(images);
    pages.wizard().button("Finish").click();
    Ui.await("what is wrong to be said", () -> pages.wizard().message().contains(images.toString()));
    assertTrue(pages.wizard().canFinish(), "what the wizard itself has stored is no name that is taken");
    Screenshots.take("set-up-late-failure");
    Files.createDirectory(images);
    pages.wizard().finish();
    ShellBot told = told("The set-up is done.");
    assertTrue(told.shows("old: "));
    Screenshots.take("set-up-done-with-a-warning");
    close(told);
    assertEquals(List.of("images", "old"), names("library").stream().sorted().toList());
  }

  @Test
  @Pictured
  void aFolderThatIsNotThereIsSaidAndNotKept() {
    SetUpPages pages = SetUpPages.open();
    pages.next();
    pages.wizard().combo("Type").select("directory");
    pages.wizard().text("Name").type("images");
    pages.wizard().text("Folder").type("/nowhere/at/all");
    pages.wizard().button("Keep it although the test did not succeed");
    assertFalse(pages.wizard().canGoOn());
    Screenshots.take("set-up-2-library-error");
    pages.wizard().cancel();
    assertEquals(List.of(), estate.definitions("library"));
  }

  @Test
  void aNameThatCannotBeOneIsSaidAtOnce() {
    SetUpPages pages = SetUpPages.open();
    pages.next();
    pages.wizard().text("Name").type("no/slash allowed");
    pages.awaitComplaint();
    assertFalse(pages.wizard().canGoOn());
    pages.wizard().cancel();
  }

  @Test
  @Pictured
  void aCredentialIsKeptAtOnceAndChosenOnTheNextPages() {
    SetUpPages pages = SetUpPages.open();
    pages.next().fill("fleet", "simulated").next();
    assertTrue(pages.wizard().canGoOn(), "credentials may be left out");
    pages.addCredential("ui-login", "Update services", "first");
    pages.credentials().find("ui-login");
    assertEquals("service", purpose("ui-login"));
    pages.next().fill("grid", "simulated");
    assertEquals(List.of("none"), pages.wizard().combo("Credential").entries());
    pages.next().fill("updates", "simulated");
    pages.wizard().combo("Credential").select("ui-login");
    pages.awaitProven();
    Screenshots.take("set-up-5-service-credential");
    pages.next().next().wizard().finish();
    assertEquals("ui-login", estate.definition("service", "updates").document().get("credential"));
  }

  @Test
  void aCredentialIsAddedWhereItIsChosen() {
    SetUpPages pages = SetUpPages.open();
    pages.next().fill("fleet", "simulated").next().next().fill("grid", "simulated");
    pages.wizard().button("Add a credential").click();
    ShellBot dialog = ShellBot.titled("Add a Credential");
    assertEquals("Maintenance hosts", dialog.combo("For").text());
    CredentialsPages.fill(dialog, "ui-login", "first");
    dialog.button("OK").click();
    dialog.awaitClosed();
    Ui.await("what was added to be chosen", () -> pages.wizard().combo("Credential").text().equals("ui-login"));
    pages.awaitProven();
    pages.wizard().cancel();
    assertEquals("host", purpose("ui-login"), "it is kept although the set-up was cancelled");
  }

  @Test
  @Pictured
  void aCredentialThatIsThereIsReplacedOnlyByWhoSaysSo() {
    estate.ask(engine -> engine.putCredential(new PutCredential("ui-login", "service", "before", "first")));
    SetUpPages pages = SetUpPages.open();
    pages.next().fill("fleet", "simulated").next();
    pages.credentials().find("before");
    pages.wizard().button("Add…").click();
    ShellBot dialog = ShellBot.titled("Add a Credential");
    CredentialsPages.fill(dialog, "ui-login", "second");
    Ui.await("the name to be refused", () -> dialog.shows("There is a credential of this name already"));
    assertFalse(dialog.button("OK").isEnabled());
    Screenshots.take("add-credential-taken");
    dialog.button("Replace the one that is there, and its secret").setSelected(true);
    dialog.combo("For").select("Update services");
    dialog.button("OK").click();
    dialog.awaitClosed();
    pages.credentials().find("somebody");
    pages.wizard().cancel();
    assertEquals("service", purpose("ui-login"));
  }

  private String purpose(String credential) {
    return estate.ask(EngineApi::credentials).stream().filter(one -> one.name().equals(credential)).findFirst()
        .map(Credential::purpose).orElse("none of this name");
  }
}
