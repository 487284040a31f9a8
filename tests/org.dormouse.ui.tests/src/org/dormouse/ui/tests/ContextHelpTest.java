package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.ui.Ids;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.parts.Openers;
import org.dormouse.ui.tests.driver.FileChooser;
import org.dormouse.ui.tests.driver.Keyboard;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.WidgetText;
import org.dormouse.ui.tests.driver.WizardBot;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.BackendWizardPage;
import org.dormouse.ui.tests.pages.HelpPages;
import org.dormouse.ui.tests.pages.InventoryPage;
import org.dormouse.ui.tests.pages.MachinesPage;
import org.dormouse.ui.tests.pages.RunsPage;
import org.dormouse.ui.tests.pages.SetUpPages;
import org.eclipse.help.IContext;
import org.eclipse.help.IHelpResource;
import org.eclipse.jface.wizard.IWizardPage;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F1 answers with what the view or the page of a wizard is about, and the cheat sheet opens on its steps. */
@UiTest
class ContextHelpTest {
  private static final String HELP_VIEW = "org.eclipse.help.ui.HelpView";
  private static final String CHEAT_SHEETS = "org.eclipse.ui.cheatsheets.views.CheatSheetView";

  @AfterEach
  void closeHelp() {
    Workbench.closeDialogs();
    Ui.run(() -> {
      for (String view : List.of(HELP_VIEW, CHEAT_SHEETS)) {
        Optional.ofNullable(Workbench.page().findView(view)).ifPresent(Workbench.page()::hideView);
      }
    });
  }

  @Test
  void f1OnAViewSaysWhatItIsAbout() {
    Workbench.view(Ids.RUNS_VIEW).activate();
    PartBot help = HelpPages.f1();
    awaitWords(help, "Every run, newest first.");
    Screenshots.take("help-f1-view");
  }

  @Test
  void f1OnAPageOfAWizardSaysWhatItIsAbout() {
    SetUpPages pages = SetUpPages.open();
    pages.next();
    Ui.run(() -> page(pages.wizard()).setFocus());
    Keyboard.press(KeyEvent.VK_F1);
    Ui.await("help in the wizard", () -> words(pages.wizard().widget()).stream()
        .anyMatch(text -> text.contains("The folder in which stored machines lie.")));
    Screenshots.take("help-f1-wizard");
  }

  @Test
  void f1OnAButtonOfAWizardIsAnsweredAsOnItsPage() {
    SetUpPages pages = SetUpPages.open();
    Ui.run(() -> pages.wizard().button("Cancel").widget().setFocus());
    Keyboard.press(KeyEvent.VK_F1);
    Ui.await("help in the wizard", () -> words(pages.wizard().widget()).stream()
        .anyMatch(text -> text.contains("Library, host and update service")));
  }

  @ParameterizedTest
  @ValueSource(strings = {Ids.INVENTORY_VIEW, Ids.MACHINES_VIEW, Ids.DASHBOARD_VIEW, Ids.RUNS_VIEW, Ids.LOG_VIEW})
  void everyViewHasAnAnswer(String view) {
    PartBot part = Workbench.view(view).activate();
    Ui.await("the focus to be in " + view, () -> HelpPages.context(Ui.display().getFocusControl()).isPresent());
    assertAnswer(part.title(), Ui.get(() -> HelpPages.context(Ui.display().getFocusControl())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Set Up Dormouse", "New Servicing Job", "New VM Group", "Add Library",
      "Add Maintenance Host", "Add Update Service"})
  void everyPageOfAWizardHasAnAnswer(String title) {
    open(title);
    WizardBot wizard = WizardBot.titled(title);
    List<IWizardPage> pages = Ui.get(() -> Arrays.asList(dialog(wizard).getCurrentPage().getWizard().getPages()));
    for (IWizardPage page : pages) {
      Control control = Ui.get(page::getControl);
      assertAnswer(title + ": " + page.getTitle(), Ui.get(() -> HelpPages.contextWithin(control)));
    }
    wizard.cancel();
  }

  private static void assertHasAnswer(String title) {
    ShellBot dialog = ShellBot.titled(title);
    assertAnswer(title, Ui.get(() -> HelpPages.contextWithin(dialog.widget())));
    dialog.close();
  }

  @Test
  void everyDialogAboutWhatIsDefinedHasAnAnswer(@TempDir Path folder) throws IOException {
    try (Estate estate = Estate.connect().clear().fleet(2, Map.of())) {
      for (int run = 0; run < 2; run++) {
        estate.awaitEndKnown(estate.run("nightly"));
      }
      estate.awaitKnown("host", "grid");
      InventoryPage.open().act("Maintenance hosts", "grid", "Check");
      assertHasAnswer("Check");
      MachinesPage.open().table().awaitRows(2).click(0).contextMenu().click("Edit Tags…");
      assertHasAnswer("Edit Tags");
      TableDriver runs = RunsPage.open().table().awaitAtLeast(2);
      runs.click(0).ctrlClick(1).contextMenu().click("Compare…");
      assertHasAnswer("Compare Runs");
      Path file = Files.writeString(folder.resolve("in.json"),
          "[{\"kind\": \"group\", \"name\": \"g\", \"virtualMachines\": [\"fleet/*\"]}]");
      InventoryPage.open().act("Maintenance hosts", "grid", "Import Definitions…");
      FileChooser.open(file);
      assertHasAnswer("Import Definitions");
      BackendWizardPage host = BackendWizardPage.add("Maintenance Host").type("simulated");
      host.wizard().button("Change…").click();
      assertHasAnswer("Other Settings");
      host.wizard().cancel();
      aConflictHasAnAnswer(estate);
      estate.clear();
    }
  }

  private static void aConflictHasAnAnswer(Estate estate) {
    Ui.start(() -> Openers.open(Workbench.page(), Kind.JOB, "nightly"));
    PartBot editor = Workbench.editor("nightly").showPage("Overview");
    editor.text("Description").type("mine");
    Ui.await("the editor to be dirty", editor::isDirty);
    estate.put("job", "nightly", Map.of("virtualMachines", List.of("fleet/*"), "updateService", "updates",
        "description", "theirs"));
    editor.beginToSave();
    assertHasAnswer("Changed Meanwhile");
  }

  private static void open(String title) {
    switch (title) {
      case "Set Up Dormouse" -> Workbench.menu().click("Servicing", "Set up Dormouse…");
      default -> Workbench.menu().click("File", "New", title + "…");
    }
  }

  @Test
  @Pictured
  void aSearchFindsThePageThatItOpens() {
    PartBot help = HelpPages.search("rollback");
    awaitWords(help, "hits");
    Screenshots.take("help-search");
    HelpPages.openHit(help, "Rollback");
    ShellBot reader = ShellBot.titled("Dormouse Help");
    Ui.await("the page that was found", () -> reader.styledText().getText().startsWith("Rollback"));
    reader.close();
  }

  @Test
  @Pictured
  void theCheatSheetLeadsThroughSixSteps() {
    PartBot sheet = HelpPages.cheatSheet();
    for (String step : List.of("Add a library", "Add a maintenance host", "Add an update service",
        "Make a servicing job", "Run the job", "Open the report")) {
      awaitWords(sheet, step);
    }
    Screenshots.take("cheat-sheet");
  }

  private static void assertAnswer(String where, Optional<IContext> answer) {
    assertTrue(answer.isPresent(), where + " has no help");
    assertTrue(!answer.get().getText().isBlank(), where + " says nothing");
    assertTrue(answer.get().getRelatedTopics().length > 0, where + " leads to no page");
    assertEquals(List.of(), Arrays.stream(answer.get().getRelatedTopics()).map(IHelpResource::getHref)
        .filter(href -> !href.startsWith("/org.dormouse.ui.help/html/")).toList());
  }

  private static Control page(WizardBot wizard) {
    return dialog(wizard).getCurrentPage().getControl();
  }

  private static WizardDialog dialog(WizardBot wizard) {
    return (WizardDialog) wizard.widget().getData();
  }

  private static void awaitWords(PartBot view, String words) {
    Ui.await("'" + words + "' in " + view.title(), () -> words(view.first(Composite.class)).stream()
        .anyMatch(text -> text.contains(words)));
  }

  /** All text below, of forms as well. UI thread. */
  private static List<String> words(Control top) {
    List<String> words = new ArrayList<>();
    words.addAll(WidgetText.all(top));
    if (top instanceof Composite composite) {
      for (Control child : composite.getChildren()) {
        words.addAll(words(child));
      }
    }
    return words;
  }
}
