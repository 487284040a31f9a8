package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dormouse.ui.Ids;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.WizardBot;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.HelpPages;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.junit.jupiter.api.Test;

/** The doors of the welcome page lead somewhere, and it is in nobody's way. */
@UiTest
class WelcomeTest {

  @Test
  void itDoesNotOpenByItselfHere() {
    assertFalse(Workbench.hasEditor("Welcome"));
  }

  @Test
  @Pictured
  void itStandsBesideTheViews() {
    PartBot welcome = HelpPages.welcome();
    welcome.label("Welcome to Dormouse");
    for (String view : List.of(Ids.INVENTORY_VIEW, Ids.MACHINES_VIEW)) {
      assertTrue(Ui.get(() -> Workbench.page().isPartVisible(Workbench.page().findView(view))), view);
    }
    Screenshots.take("welcome");
    welcome.close();
    Ui.await("the room of the editors to be given back", () -> !Workbench.page().isEditorAreaVisible());
  }

  @Test
  void askedForTwiceItIsThereOnce() {
    HelpPages.welcome();
    HelpPages.welcome();
    assertEquals(1, Ui.get(() -> Workbench.page().getEditorReferences().length));
  }

  @Test
  void itIsWalkedByTheKeyboard() {
    PartBot welcome = HelpPages.welcome();
    List<Button> doors = List.of(welcome.button("Open the Demonstration").widget(),
        welcome.button("Set Up…").widget(), welcome.button("Open the Help").widget());
    Ui.await("the door to the set-up to have the focus", () -> doors.get(1).isFocusControl());
    assertEquals(doors.get(2), afterKey(SWT.TRAVERSE_TAB_NEXT));
    afterKey(SWT.TRAVERSE_TAB_PREVIOUS);
    assertEquals(doors.get(0), afterKey(SWT.TRAVERSE_TAB_PREVIOUS));
  }

  private static Control afterKey(int traversal) {
    Ui.run(() -> assertTrue(Ui.display().getFocusControl().traverse(traversal)));
    return Ui.get(() -> Ui.display().getFocusControl());
  }

  @Test
  void whereNothingIsDefinedEveryViewOffersTheSetUp() {
    try (Estate estate = Estate.connect().clear()) {
      estate.awaitNothingKnown();
      for (String view : List.of(Ids.INVENTORY_VIEW, Ids.MACHINES_VIEW, Ids.DASHBOARD_VIEW)) {
        Workbench.view(view).link("Set up Dormouse…").click();
        WizardBot.titled("Set Up Dormouse").cancel();
      }
    }
  }

  @Test
  void oneDoorLeadsToTheSetUp() {
    HelpPages.welcome().button("Set Up…").click();
    WizardBot.titled("Set Up Dormouse").cancel();
  }

  @Test
  @Pictured
  void oneDoorLeadsToTheHelp() {
    HelpPages.welcome().button("Open the Help").click();
    ShellBot reader = ShellBot.titled("Dormouse Help");
    reader.table("Contents").awaitAtLeast(11);
    Ui.await("the first page", () -> reader.styledText().getText().startsWith("What Dormouse is"));
    Screenshots.take("help-reader");
    reader.close();
  }

  @Test
  void oneDoorLeadsToTheDemonstration() {
    HelpPages.welcome().button("Open the Demonstration").click();
    // not started from an installation with a launcher, which is what it says here
    ShellBot told = ShellBot.titled("Demonstration");
    told.label("dormouse --demo");
    told.button("OK").click();
    told.awaitClosed();
  }

  @Test
  void theCheatSheetIsNear() {
    HelpPages.welcome().link("Service your first library").click();
    HelpPages.opened("org.eclipse.ui.cheatsheets.views.CheatSheetView").close();
  }
}
