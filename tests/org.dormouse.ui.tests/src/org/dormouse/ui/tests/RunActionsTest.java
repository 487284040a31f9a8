package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dormouse.api.RunsApi;
import org.dormouse.ui.style.Words;
import org.dormouse.ui.tests.driver.FileChooser;
import org.dormouse.ui.tests.driver.Keyboard;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.RunsPage;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.ui.IPageLayout;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done to runs from their list and from menus, by keys and by clicks: it reaches the engine and is shown. */
@UiTest
class RunActionsTest {
  private static final int MACHINES = 3;

  private static Estate estate;
  private static String ended;
  private static String waiting;

  /** One that was cancelled, and one in which everybody waits for a person. */
  @BeforeAll
  static void twoRuns() {
    estate = Estate.connect().clear().fleet(MACHINES, Map.of("level", Estate.freshLevel()));
    estate.put("job", "asking", Map.of("virtualMachines", List.of("fleet/*"), "updateService", "updates",
        "hooks", List.of(Map.of("name", "agree", "kind", "approval", "juncture", "beforeInstall",
            "question", "Is the owner told?", "timeout", 3600L))));
    ended = estate.run("asking");
    estate.ask(engine -> engine.cancel(new RunsApi.ServicingRef(ended, "")));
    estate.awaitEnd(ended);
    waiting = estate.run("asking");
    estate.await("every machine waits", () -> estate.snapshot(waiting).steps().stream()
        .filter(step -> step.state().equals("NEEDS_OPERATOR")).count() == MACHINES);
  }

  @AfterAll
  static void leave() {
    estate.clear().close();
  }

  private static void awaitState(String state) {
    estate.await("the run to be " + state, () -> estate.ofRun(waiting).state().equals(state));
  }

  private static void answer(String title, String button) {
    ShellBot question = ShellBot.titled(title);
    question.button(button).click();
    question.awaitClosed();
  }

  @Test
  void aRunIsPausedAndResumedFromItsContextMenu() {
    RunsPage runs = RunsPage.open().chooseByKeys(waiting, KeyEvent.VK_P).awaitState(waiting, "Paused");
    awaitState("PAUSED");
    runs.chooseByKeys(waiting, KeyEvent.VK_U).awaitState(waiting, "Running");
    awaitState("RUNNING");
  }

  @Test
  void cancellingIsAskedAndNoMeansNo() {
    RunsPage.open().chooseByKeys(waiting, KeyEvent.VK_N);
    answer("Cancel Run", "No");
    Workbench.shell().toolItem("Cancel").click();
    answer("Cancel Run", "No");
    assertTrue(estate.ofRun(waiting).ended().isEmpty());
    assertEquals("RUNNING", estate.ofRun(waiting).state());
  }

  @Test
  void whatIsNotPossibleWithARunIsNotOffered() {
    TableDriver runs = RunsPage.open().table();
    runs.select(runs.find(Words.run(ended)));
    Ui.await("an ended run to be neither paused nor cancelled", () -> !Workbench.menu().isEnabled("Run", "Pause")
        && !Workbench.menu().isEnabled("Run", "Cancel") && Workbench.menu().isEnabled("Run", "Open Report"));
    runs.select(runs.find(Words.run(waiting)));
    Ui.await("a run that goes on to be paused or cancelled", () -> Workbench.menu().isEnabled("Run", "Pause")
        && Workbench.menu().isEnabled("Run", "Cancel"));
    for (String never : List.of("Resume", "Retry", "Skip", "Approve", "Reject")) {
      assertFalse(Workbench.menu().isEnabled("Run", never), never);
    }
  }

  @Test
  void aRunOpensByTheKeyboard() {
    TableDriver runs = RunsPage.open().table();
    runs.select(runs.find(Words.run(ended)));
    Keyboard.press(KeyEvent.VK_ENTER);
    Workbench.activeEditor("the run").showPage("Table").table("Virtual machines of the run").awaitRows(MACHINES);
  }

  @Test
  void allMachinesOfARunAreSelectedByTheKeyboardForWhatIsDoneNext() {
    PartBot editor = RunsPage.open().openRun(waiting).showPage("Table");
    editor.table("Virtual machines of the run").awaitRows(MACHINES).select(0);
    Keyboard.ctrl(KeyEvent.VK_A);
    Ui.await("all to be selected for the window", () -> editor.part().getSite().getSelectionProvider().getSelection()
        instanceof IStructuredSelection selection && selection.size() == MACHINES);
    Workbench.menu().click("Run", "Cancel");
    ShellBot question = ShellBot.titled("Cancel");
    question.label("End the servicing of " + MACHINES + " virtual machines?");
    answer("Cancel", "No");
  }

  @Test
  void runsAreCopiedAsTextByTheirKeys() {
    TableDriver runs = RunsPage.open().table();
    runs.select(runs.find(Words.run(ended)), runs.find(Words.run(waiting)));
    Keyboard.ctrl(KeyEvent.VK_C);
    Ui.await("both runs on the clipboard", () -> clipboard().lines().count() == 2
        && clipboard().contains(Words.run(ended)) && clipboard().contains(Words.run(waiting)));
  }

  @Test
  void factsOfARunAreCopiedByTheMenu() {
    PartBot properties = Workbench.view(IPageLayout.ID_PROP_SHEET);
    TableDriver runs = RunsPage.open().table();
    runs.select(runs.find(Words.run(ended)));
    TableDriver facts = properties.table();
    facts.click(facts.find("Run"));
    Workbench.menu().click("Edit", "Copy");
    Ui.await("the fact on the clipboard", () -> clipboard().equals("Run\t" + Words.run(ended)));
  }

  /** UI thread. */
  private static String clipboard() {
    Clipboard clipboard = new Clipboard(Ui.display());
    try {
      return String.valueOf(clipboard.getContents(TextTransfer.getInstance()));
    } finally {
      clipboard.dispose();
    }
  }

  @Test
  void theReportOpensFromTheMenuAndIsSavedAsAPage(@TempDir Path folder) throws IOException {
    TableDriver runs = RunsPage.open().table();
    runs.select(runs.find(Words.run(ended)));
    Workbench.menu().click("Run", "Open Report");
    ShellBot report = ShellBot.titled("Report");
    Path file = folder.resolve("report.html");
    report.button("Save…").click();
    FileChooser.saveAs(file);
    Ui.await("it to say that it is saved", () -> report.shows("Saved as " + file));
    String page = Files.readString(file);
    assertTrue(page.contains("<html") && page.contains(ended) && page.contains("fleet/"), page);
    report.button("Close").click();
    report.awaitClosed();
  }
}
