package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.event.KeyEvent;
import java.util.List;
import java.util.Map;
import org.dormouse.ui.Ids;
import org.dormouse.ui.tests.driver.FileChooser;
import org.dormouse.ui.tests.driver.Keyboard;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.WizardBot;
import org.dormouse.ui.tests.driver.Workbench;
import org.junit.jupiter.api.Test;

/** What the platform's own lists of wizards offer leads to ours: Ctrl+N, File &gt; Import, File &gt; Export. */
@UiTest
class WizardListsTest {
  private static final String OURS = "Servicing";
  private static final Map<String, String> NEW = Map.of("Library", "Add Library", "Maintenance Host",
      "Add Maintenance Host", "Servicing Job", "New Servicing Job", "Set up Dormouse", "Set Up Dormouse",
      "Update Service", "Add Update Service", "VM Group", "New VM Group");

  private static WizardBot listOfNew() {
    // a click, because a window manager gives the keys back only a while after a dialog has closed
    Workbench.view(Ids.INVENTORY_VIEW).text("Filter by name").type("");
    Keyboard.ctrl(KeyEvent.VK_N);
    return WizardBot.titled("New");
  }

  @Test
  void everyNewWizardIsListedAndOpens() {
    WizardBot list = listOfNew();
    assertEquals(NEW.keySet().stream().sorted().toList(), list.tree().children(OURS));
    Screenshots.take("new-list");
    list.cancel();
    for (Map.Entry<String, String> one : NEW.entrySet()) {
      WizardBot again = listOfNew();
      again.tree().click(OURS, one.getKey());
      again.finish();
      WizardBot.titled(one.getValue()).cancel();
    }
  }

  @Test
  void anExportOfNothingSaysWhatIsMissing() {
    try (Estate estate = Estate.connect()) {
      estate.clear().awaitNothingKnown();
    }
    choose("Export");
    ShellBot told = ShellBot.titled("Export Definitions");
    told.label("Nothing is defined yet.");
    told.button("OK").click();
    told.awaitClosed();
  }

  @Test
  void anImportAsksForTheFile() {
    choose("Import");
    FileChooser.cancel();
  }

  /** A dialog of the platform that a test has failed over once kept all tests after it from the window. */
  @Test
  void anImportThatIsLeftAskingKeepsNoOtherTestFromTheWindow() {
    choose("Import");
    FileChooser.awaitOpen();
    Workbench.reset();
    choose("Import");
    FileChooser.cancel();
  }

  private static void choose(String way) {
    Workbench.menu().click("File", way + "...");
    WizardBot list = WizardBot.titled(way);
    list.tree().click(OURS, "Definitions");
    list.next();
    list.finish();
  }
}
