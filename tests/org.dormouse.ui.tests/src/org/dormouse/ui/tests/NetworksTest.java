package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.Reports.Fact;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.TreeDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.pages.DetailsPage;
import org.dormouse.ui.tests.pages.InventoryPage;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The networks of the inventory: one of each host, known by a check and never before. */
@UiTest
class NetworksTest {
  private static final String NOT_CHECKED = "grid  not checked yet";
  private static final String NOT_KNOWN = "not known yet: check the host, by a double click or Check in the menu";

  private Estate estate;

  @BeforeEach
  void aHost() {
    estate = Estate.connect().clear().fleet(1, Map.of());
    estate.awaitKnown("host", "grid");
  }

  @AfterEach
  void leave() {
    estate.clear().close();
  }

  private String closed() {
    return estate.ask(engine -> engine.checkHost(new Named("host", "grid"))).facts().stream()
        .filter(fact -> fact.name().equals("closed network")).map(Fact::value).findFirst().orElseThrow();
  }

  private static String closed(TableDriver facts) {
    return facts.row(facts.find("How it is closed")).get(1);
  }

  @Test
  @Pictured
  void aNetworkIsCheckedByADoubleClickAndThenKnown() {
    TreeDriver tree = InventoryPage.open().tree();
    assertEquals(List.of(NOT_CHECKED), tree.children(InventoryPage.NETWORKS));
    tree.click(InventoryPage.NETWORKS, "grid");
    TableDriver facts = DetailsPage.open().tab("Overview");
    facts.find("Maintenance host");
    assertEquals(NOT_KNOWN, closed(facts));
    InventoryPage.open().tree().doubleClick(InventoryPage.NETWORKS, "grid");
    String closed = closed();
    Ui.await("what the check found", () -> tree.has(InventoryPage.NETWORKS, "grid  " + closed));
    facts.find("Host can be used");
    assertEquals(closed, closed(facts));
    Screenshots.take("inventory-network");
  }

  @Test
  void aTabOfDetailsHasTheKeysWhenItIsFirstLookedAt() {
    InventoryPage.open().tree().click(InventoryPage.NETWORKS, "grid");
    DetailsPage details = DetailsPage.open();
    TableDriver overview = details.tab("Overview");
    overview.click(overview.find("Maintenance host"));
    Table pending = details.tab("Pending updates").widget();
    Ui.await("the keys to go to its table", pending::isFocusControl);
  }

  @Test
  void aHostThatWasAlteredHasToBeCheckedAgain() {
    InventoryPage.open().act(InventoryPage.NETWORKS, "grid", "Check");
    TreeDriver tree = InventoryPage.open().tree();
    Ui.await("what the check found", () -> !tree.has(InventoryPage.NETWORKS, NOT_CHECKED));
    TableDriver facts = DetailsPage.open().tab("Overview");
    facts.find("Host can be used");
    estate.put("host", "grid", Map.of("type", "simulated", "description", "in the rack"));
    Ui.await("that it is not known any more", () -> tree.has(InventoryPage.NETWORKS, NOT_CHECKED));
    assertEquals(NOT_KNOWN, closed(facts), "what the properties still say");
  }

  @Test
  void aNetworkCanBeNeitherEditedNorRemoved() {
    TreeDriver tree = InventoryPage.open().tree();
    tree.click(InventoryPage.NETWORKS, "grid");
    List<String> items = tree.contextMenu().items();
    assertTrue(items.stream().anyMatch(item -> item.startsWith("Check")), items.toString());
    assertFalse(items.stream().anyMatch(item -> item.startsWith("Remove") || item.startsWith("Edit")),
        items.toString());
  }
}
