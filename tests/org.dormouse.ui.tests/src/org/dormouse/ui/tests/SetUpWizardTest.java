package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.pages.MachinesPage;
import org.dormouse.ui.tests.pages.SetUpPages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
    estate.clear().close();
  }

  @Test
  @Pictured
  void aSimulatedEstateIsSetUpToItsEnd() {
    SetUpPages pages = SetUpPages.open();
    Screenshots.take("set-up-1-intro");
    pages.next().fill("fleet", "simulated");
    Screenshots.take("set-up-2-library");
    pages.next().fill("grid", "simulated");
    Screenshots.take("set-up-3-host");
    pages.next().fill("updates", "simulated");
    Screenshots.take("set-up-4-service");
    pages.next().next();
    Screenshots.take("set-up-5-summary");
    pages.wizard().finish();
    MachinesPage.open().table().awaitRows(100);
    assertEquals(List.of("fleet"), estate.definitions("library").stream().map(Definition::name).toList());
    assertEquals(List.of("grid"), estate.definitions("host").stream().map(Definition::name).toList());
    assertEquals(List.of("updates"), estate.definitions("service").stream().map(Definition::name).toList());
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
  void aCredentialIsAskedForAllThatItLacks() {
    SetUpPages pages = SetUpPages.open();
    pages.next().fill("fleet", "simulated").next().fill("grid", "simulated").next().fill("updates", "simulated").next();
    assertTrue(pages.wizard().canGoOn(), "it may be left out");
    pages.wizard().button("Add a credential").setSelected(true);
    awaitMessage(pages, "Enter a name");
    pages.wizard().text("Name").type("no spaces");
    awaitMessage(pages, "letters, digits");
    pages.wizard().text("Name").type("guests");
    awaitMessage(pages, "Enter the password");
    assertFalse(pages.wizard().canGoOn());
    pages.wizard().text("Password").type("not shown");
    awaitMessage(pages, "It is added at the end");
    assertTrue(pages.wizard().canGoOn());
    pages.wizard().cancel();
    assertEquals(List.of(), estate.definitions("library"));
  }

  private static void awaitMessage(SetUpPages pages, String words) {
    Ui.await("the page to say '" + words + "'", () -> pages.wizard().message().contains(words));
  }
}
