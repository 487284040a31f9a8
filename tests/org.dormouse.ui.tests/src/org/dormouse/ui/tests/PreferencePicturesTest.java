package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.Workbench;
import org.dormouse.ui.tests.pages.PreferencePages;
import org.eclipse.jface.preference.IPreferenceNode;
import org.eclipse.jface.preference.PreferenceManager;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.junit.jupiter.api.Test;

/** Every preference page opens with all of it in sight, and is looked at. */
@UiTest
@Pictured
class PreferencePicturesTest {
  private static List<IPreferenceNode> pages() {
    return Ui.get(() -> PlatformUI.getWorkbench().getPreferenceManager().getElements(PreferenceManager.PRE_ORDER))
        .stream().map(IPreferenceNode.class::cast).toList();
  }

  @Test
  void everyPageOpens() {
    assertTrue(pages().size() > 4);
    for (IPreferenceNode page : pages()) {
      Ui.start(() -> PreferencesUtil.createPreferenceDialogOn(Workbench.window().getShell(), page.getId(), null, null)
          .open());
      ShellBot dialog = PreferencePages.settled(ShellBot.titled("Preferences"));
      Screenshots.take("preferences-" + page.getLabelText().replace(' ', '-').replace('/', '-'));
      dialog.close();
    }
  }

  @Test
  void noPageIsAboutDevelopingSoftware() {
    List<String> labels = pages().stream().map(IPreferenceNode::getLabelText).toList();
    for (String foreign : List.of("Workspace", "Editors", "Content Types", "Team", "Version Control (Team)",
        "Secure Storage", "Compare/Patch", "Startup and Shutdown")) {
      assertFalse(labels.contains(foreign), labels.toString());
    }
  }

  @Test
  void aCredentialIsAskedFor() {
    Ui.start(() -> PreferencesUtil.createPreferenceDialogOn(Workbench.window().getShell(),
        "org.dormouse.ui.preferences.Credentials", null, null).open());
    ShellBot preferences = PreferencePages.settled(ShellBot.titled("Preferences"));
    preferences.button("Add…").click();
    ShellBot dialog = ShellBot.titled("Add a Credential");
    dialog.text("Name").type("no/slash allowed");
    Screenshots.take("credential-error");
    dialog.close();
    preferences.close();
  }
}
