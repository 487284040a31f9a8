package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.dormouse.ui.data.JobLimit;
import org.dormouse.ui.tests.driver.ClickDriver;
import org.dormouse.ui.tests.driver.Keyboard;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.pages.JobWizardPages;
import org.dormouse.ui.tests.pages.PreferencePages;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.preference.IPreferenceNode;
import org.eclipse.jface.preference.PreferenceManager;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is preferred for new jobs is what their wizard begins with. */
@UiTest
class PreferencesTest {

  @AfterEach
  void preferNothing() {
    for (JobLimit limit : JobLimit.values()) {
      InstanceScope.INSTANCE.getNode("org.dormouse.ui").remove(limit.preference());
    }
  }

  @Test
  void aNewJobBeginsWithThePreferredTimeOutAndRetention() {
    ShellBot dialog = PreferencePages.open("Time-outs");
    dialog.text("Until a guest answers (seconds)").type("900");
    Screenshots.take("preferences-time-outs");
    PreferencePages.show(dialog, "Retention");
    dialog.text("Kept for (days)").type("30");
    Screenshots.take("preferences-retention");
    dialog.button("Apply and Close").click();
    dialog.awaitClosed();
    try (Estate estate = Estate.connect().clear().fleet(2, Map.of())) {
      JobWizardPages pages = JobWizardPages.open().name("weekly").pattern("fleet/*").next().next().next()
          .next();
      assertEquals(900, selection(pages, "Until a guest answers"));
      assertEquals(30, selection(pages, "Kept for"));
      assertEquals(JobLimit.SHUT_DOWN.fallback(), selection(pages, "Shut down"));
      pages.wizard().cancel();
      estate.clear();
    }
  }

  private static int selection(JobWizardPages pages, String name) {
    Spinner spinner = pages.wizard().spinner(name);
    return Ui.get(spinner::getSelection);
  }

  @Test
  void noPageIsThereTwice() {
    List<String> labels = Ui.get(() -> PlatformUI.getWorkbench().getPreferenceManager()
        .getElements(PreferenceManager.PRE_ORDER).stream().map(page -> ((IPreferenceNode) page).getLabelText())
        .toList());
    assertTrue(labels.contains("Keys"), labels.toString());
    assertEquals(labels.stream().distinct().toList(), labels);
  }

  @Test
  void aNumberThatNoJobMaySayIsRefused() {
    ShellBot dialog = PreferencePages.open("Time-outs");
    dialog.text("Shut down (seconds)").type("");
    Keyboard.type("0");
    ClickDriver<Button> apply = dialog.button("Apply and Close");
    Ui.await("the number to be refused", () -> !apply.isEnabled());
    dialog.button("Cancel").click();
    dialog.awaitClosed();
  }
}
