package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.event.KeyEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dormouse.api.Machines.Machine;
import org.dormouse.api.RunsApi;
import org.dormouse.ui.Ids;
import org.dormouse.ui.style.Words;
import org.dormouse.ui.tests.driver.Keyboard;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.WizardBot;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.JobPages;
import org.dormouse.ui.tests.pages.LogPage;
import org.dormouse.ui.tests.pages.MachinesPage;
import org.dormouse.ui.tests.pages.RunsPage;
import org.eclipse.jface.notifications.NotificationPopup;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Commands are given by their keys alone, in whatever part they are meant for. */
@UiTest
class ShortcutsTest {
  private static final int MACHINES = 3;

  private static Estate estate;
  private static String run;

  @BeforeAll
  static void aRunThatEnded() {
    estate = Estate.connect().clear().fleet(MACHINES, Map.of("level", Estate.freshLevel()));
    run = estate.run("nightly");
    estate.awaitEndKnown(run);
  }

  @AfterAll
  static void leave() {
    estate.clear().close();
  }

  /** Goes by its key to the field, and what is typed is there. */
  private static void finds(PartBot part, String field) {
    Keyboard.ctrl(KeyEvent.VK_F);
    Text filter = part.named(Text.class, field);
    Ui.await("'" + field + "' to have the focus", filter::isFocusControl);
    Keyboard.type("no such words");
    Ui.await("the words to be there", () -> filter.getText().equals("no such words"));
    Ui.run(() -> filter.setText(""));
  }

  @Test
  void findGoesToTheFilterOfTheRuns() {
    TableDriver runs = RunsPage.open().table();
    runs.select(runs.find(Words.run(run)));
    finds(Workbench.view(Ids.RUNS_VIEW), "Filter runs by job, state or person");
  }

  @Test
  void findGoesToTheFilterOfTheLog() {
    LogPage.open();
    finds(Workbench.view(Ids.LOG_VIEW), "Words that have to be in an entry");
  }

  @Test
  void findGoesToTheFilterOfTheVirtualMachines() {
    MachinesPage.open().table().awaitRows(MACHINES).click(0);
    Keyboard.ctrl(KeyEvent.VK_F);
    Ui.await("a field to have the focus", () -> Ui.display().getFocusControl() instanceof Text);
  }

  @Test
  void findGoesToTheFilterAboveTheTableOfARun() {
    PartBot editor = RunsPage.open().openRun(run).showPage("Table");
    editor.table("Virtual machines of the run").awaitRows(MACHINES).click(0);
    finds(editor, "Filter the run");
    editor.showPage("Lanes");
    editor.graph().click(editor.graph().partsOf("LaneEditPart").getFirst());
    finds(editor, "Find in the graph");
    editor.showPage("Table").table("Virtual machines of the run").click(0);
    finds(editor, "Filter the run");
  }

  @Test
  void wizardsOfJobsAndGroupsOpen() {
    Workbench.view(Ids.INVENTORY_VIEW);
    Keyboard.press(KeyEvent.VK_CONTROL, KeyEvent.VK_SHIFT, KeyEvent.VK_J);
    WizardBot.titled("New Servicing Job").cancel();
    Keyboard.press(KeyEvent.VK_CONTROL, KeyEvent.VK_SHIFT, KeyEvent.VK_G);
    WizardBot.titled("New VM Group").cancel();
  }

  @Test
  void virtualMachinesAreAssessed() {
    Instant before = Instant.now();
    MachinesPage.open().table().awaitRows(MACHINES).click(0);
    Keyboard.press(KeyEvent.VK_CONTROL, KeyEvent.VK_SHIFT, KeyEvent.VK_A);
    estate.await("one is assessed anew", () -> estate.machines().stream().map(Machine::assessed)
        .anyMatch(assessed -> assessed.filter(before::isBefore).isPresent()));
  }

  @Test
  void theReportOfTheSelectedRunOpens() {
    TableDriver runs = RunsPage.open().table();
    runs.select(runs.find(Words.run(run)));
    Keyboard.press(KeyEvent.VK_CONTROL, KeyEvent.VK_SHIFT, KeyEvent.VK_R);
    // This installation has a bundle of the platform that the product has not, and which wants the same keys.
    Ui.await("the report, or the question what is meant", () -> ShellBot.isOpen("Report") || asksWhich());
    if (!ShellBot.isOpen("Report")) {
      Keyboard.press(KeyEvent.VK_ENTER);
    }
    ShellBot report = ShellBot.titled("Report");
    report.button("Close").click();
    report.awaitClosed();
  }

  private static boolean asksWhich() {
    return Arrays.stream(Ui.display().getShells()).anyMatch(shell -> shell.isVisible() && shell.getText().isEmpty()
        && !(shell.getData() instanceof NotificationPopup));
  }

  @Test
  void theJobInFrontIsRunAndItsScriptShown() {
    JobPages.open("nightly");
    Keyboard.press(KeyEvent.VK_CONTROL, KeyEvent.VK_SHIFT, KeyEvent.VK_V);
    ShellBot script = ShellBot.titled("View Script");
    script.button("Close").click();
    script.awaitClosed();
    List<String> before = runs();
    Keyboard.ctrl(KeyEvent.VK_ENTER);
    ShellBot question = ShellBot.titled("Run Job");
    question.button("OK").click();
    question.awaitClosed();
    estate.await("it runs", () -> runs().size() == before.size() + 1);
    estate.awaitEnd(runs().stream().filter(one -> !before.contains(one)).findFirst().orElseThrow());
    assertEquals(before.size() + 1, runs().size());
  }

  private static List<String> runs() {
    return estate.ask(engine -> engine.runs(new RunsApi.Limit(100))).stream().map(RunsApi.Run::id).toList();
  }
}
