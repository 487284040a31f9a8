package org.dormouse.ui.inventory.internal.wizards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.parts.Draft;
import org.junit.jupiter.api.Test;

class OwnDefinitionsTest {
  private final OwnDefinitions own = new OwnDefinitions();
  private final Draft draft = new Draft(Kind.LIBRARY, Map.of("name", "fleet", "type", "simulated"), 0);

  private void store(long version) {
    Draft sent = own.toStore(draft);
    own.stored(draft, sent, new Definition("library", sent.name(), version, Instant.EPOCH, "me", sent.document()));
  }

  @Test
  void whatTheWizardHasStoredIsNoNameOfSomebodyElse() {
    assertFalse(own.has(Kind.LIBRARY, "fleet"));
    store(7);
    assertTrue(own.has(Kind.LIBRARY, "fleet"));
    assertFalse(own.has(Kind.HOST, "fleet"));
    assertTrue(own.isStored(draft), "it is not stored twice");
  }

  @Test
  void whatIsAlteredAfterwardsReplacesWhatWasStored() {
    assertTrue(own.toStore(draft).isNew());
    store(7);
    draft.set("description", "of the lab");
    assertFalse(own.isStored(draft));
    assertEquals(7, own.toStore(draft).put().expectedVersion());
    assertEquals("simulated", own.base(draft).get("type"));
  }

  @Test
  void aNewNameIsStoredAsAnotherOne() {
    store(7);
    draft.set("name", "herd");
    assertFalse(own.isStored(draft));
    assertTrue(own.toStore(draft).isNew());
    assertEquals(Map.of(), own.base(draft));
    store(9);
    assertEquals(List.of("library fleet", "library herd"), own.names());
  }
}
