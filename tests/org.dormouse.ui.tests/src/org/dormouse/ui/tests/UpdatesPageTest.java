package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.pages.JobPages;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.forms.widgets.Hyperlink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page Updates of a job: from where they come, whether that is ready, and what is pending. */
@UiTest
class UpdatesPageTest {
  private static final String FOUND = "What the check found";

  private Estate estate;

  @BeforeEach
  void aJob() {
    estate = Estate.connect().clear().fleet(6, Map.of("level", Estate.freshLevel()));
    estate.put("service", "other", Map.of("type", "simulated", "description", "the other one"));
    estate.awaitKnown("job", "nightly").awaitKnown("service", "other");
  }

  @AfterEach
  void leave() {
    estate.clear().close();
  }

  private static PartBot page() {
    return JobPages.open("nightly").editor().showPage("Updates");
  }

  private static String value(TableDriver facts, String property) {
    return facts.row(facts.find(property)).get(1);
  }

  @Test
  void theServiceThatIsChosenSaysWhatItIs() {
    PartBot page = page();
    TableDriver service = page.table("What the update service is");
    assertEquals("updates", value(service, "Name"));
    page.combo("Update service").select("other");
    service.find("the other one");
    assertEquals("simulated", value(service, "Type"));
    assertTrue(page.isDirty());
    page.save();
    Definition stored = estate.definition("job", "nightly");
    assertEquals("other", stored.document().get("updateService"));
  }

  @Test
  void aCheckTellsHowOldTheIndexIsAndIsForgottenWithAnotherService() {
    PartBot page = page();
    page.label("Not checked yet.");
    page.button("Check").click();
    page.label("It is ready for servicing.");
    String index = value(page.table(FOUND), "Index");
    assertTrue(index.endsWith("ago)") || index.endsWith("now)"), index);
    page.combo("Update service").select("other");
    page.label("Not checked yet.");
    assertFalse(page.has(Table.class, FOUND), "what was found of another service is still shown");
  }

  @Test
  void aCheckCanBeCancelled() {
    PartBot page = page();
    Button button = page.named(Button.class, "Check");
    // both in one turn of the UI thread, so that no answer comes between
    Ui.run(() -> {
      button.notifyListeners(SWT.Selection, new Event());
      assertEquals("&Cancel check", button.getText());
      button.notifyListeners(SWT.Selection, new Event());
    });
    page.label("The check was cancelled.");
    page.button("Check");
    Ui.settle();
    assertFalse(page.has(Table.class, FOUND), "a cancelled check was told all the same");
  }

  @Test
  void whatIsPendingIsThatOfTheJobsMachines() {
    PartBot page = page();
    int pending = estate.machines().stream().mapToInt(machine -> Math.max(0, machine.pending())).sum();
    assertTrue(pending > 0);
    page.label(pending + " updates are pending for ");
  }

  @Test
  void theOverviewSaysItOnOneLineAndLeadsThere() {
    PartBot editor = JobPages.open("nightly").editor();
    editor.hyperlink("from updates; at most 3 install cycles; without a boot test").click();
    editor.combo("Update service");
    assertFalse(editor.has(Hyperlink.class, "from updates; at most 3 install cycles; without a boot test"));
  }

  @Test
  void aServiceThatIsGoneIsSaid() {
    estate.put("job", "lonely", Map.of("virtualMachines", List.of("fleet/*"), "updateService", "gone"));
    estate.awaitKnown("job", "lonely");
    PartBot page = JobPages.open("lonely").editor().showPage("Updates");
    page.table("What the update service is").find("there is none of this name: choose another, or add it");
    Button check = page.named(Button.class, "Check");
    assertFalse(Ui.get(() -> check.isEnabled()));
  }
}
