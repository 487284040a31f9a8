package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.stream.Stream;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.pages.MachinesPage;
import org.dormouse.ui.tests.pages.SetUpPages;
import org.eclipse.ui.PlatformUI;
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
    InventoryData data = Ui.get(() -> PlatformUI.getWorkbench().getService(InventoryData.class));
    Ui.await("the workbench to know that nothing is defined", () -> data.isLoaded()
        && Stream.of(Kind.LIBRARY, Kind.HOST, Kind.SERVICE).allMatch(kind -> data.definitions(kind).isEmpty()));
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
}
