package org.dormouse.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.dormouse.inventory.Documents;
import org.dormouse.inventory.Inventory;
import org.dormouse.inventory.Inventory.ChangeKind;
import org.dormouse.inventory.Inventory.Conflict;
import org.dormouse.inventory.Inventory.HistoryEntry;
import org.dormouse.inventory.Inventory.Invalid;
import org.dormouse.inventory.Inventory.Removed;
import org.dormouse.inventory.Inventory.Stored;
import org.dormouse.inventory.Inventory.Unknown;
import org.dormouse.inventory.InventoryObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of an {@link Inventory}. */
public abstract class InventoryContract {

  /** What the clock of the inventory under test says. */
  protected static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");

  private Inventory inventory;

  /** Opens the inventory on the data of this test, with a clock that stands at {@link #NOW}. */
  protected abstract Inventory open();

  /** Whether what is stored is there after closing and opening again. */
  protected abstract boolean durable();

  @BeforeEach
  final void openInventory() {
    inventory = open();
  }

  @AfterEach
  final void closeInventory() {
    inventory.close();
  }

  private void reopen() {
    if (durable()) {
      inventory.close();
      inventory = open();
    }
  }

  private long put(String kind, String name, String document, long expected) {
    return assertInstanceOf(Stored.class, inventory.put(kind, name, document, expected, "admin")).newVersion();
  }

  @Test
  void whatIsPutIsFoundAgain() {
    assertEquals(1, put("job", "nightly", "{\"vms\":\"ü 1\"}", Inventory.ABSENT));
    reopen();
    assertEquals(new InventoryObject("job", "nightly", 1, "{\"vms\":\"ü 1\"}", NOW, "admin"),
        inventory.find("job", "nightly").orElseThrow());
    assertEquals(Optional.empty(), inventory.find("vm", "nightly"));
  }

  @Test
  void objectsAreListedByKindInTheOrderOfTheirNames() {
    put("job", "b", "{}", Inventory.ABSENT);
    put("job", "a", "{}", Inventory.ABSENT);
    put("vm", "c", "{}", Inventory.ABSENT);
    assertEquals(List.of("a", "b"), inventory.list("job").stream().map(InventoryObject::name).toList());
    assertEquals(List.of(), inventory.list("library"));
  }

  @Test
  void aChangeFromAnOldVersionIsAConflictThatShowsWhatIsThere() {
    put("job", "nightly", "1", Inventory.ABSENT);
    assertEquals(2, put("job", "nightly", "2", 1));
    Conflict conflict = assertInstanceOf(Conflict.class, inventory.put("job", "nightly", "mine", 1, "other"));
    assertEquals("2", conflict.current().orElseThrow().document());
    assertInstanceOf(Conflict.class, inventory.put("job", "nightly", "mine", Inventory.ABSENT, "other"));
    assertEquals("2", inventory.find("job", "nightly").orElseThrow().document());
    assertEquals(3, put("job", "nightly", "3", Inventory.ANY));
  }

  @Test
  void aChangeOfSomethingThatIsGoneIsAConflictWithNothing() {
    assertEquals(new Conflict(Optional.empty()), inventory.put("job", "nightly", "mine", 1, "admin"));
  }

  @Test
  void aScanNeverConflictsWithAnEditor() {
    put("vm", "lab/web", "declared", Inventory.ABSENT);
    inventory.putAll("vm-observation", Map.of("lab/web", "seen"), "scan");
    assertEquals(2, put("vm", "lab/web", "declared otherwise", 1));
    assertEquals("seen", inventory.find("vm-observation", "lab/web").orElseThrow().document());
  }

  @Test
  void aRemovedObjectIsGoneAndItsVersionsGoOnRisingWhenItComesBack() {
    put("job", "nightly", "1", Inventory.ABSENT);
    assertInstanceOf(Conflict.class, inventory.remove("job", "nightly", 7, "admin"));
    assertEquals(new Removed(1), inventory.remove("job", "nightly", 1, "admin"));
    assertEquals(new Unknown("job", "nightly"), inventory.remove("job", "nightly", 1, "admin"));
    reopen();
    assertEquals(Optional.empty(), inventory.find("job", "nightly"));
    assertEquals(List.of(), inventory.list("job"));
    assertEquals(2, put("job", "nightly", "again", Inventory.ABSENT));
  }

  @Test
  void whatIsOutsideItsLimitsIsRefused() {
    assertInstanceOf(Invalid.class, inventory.put("Job", "a", "{}", Inventory.ANY, "admin"));
    assertInstanceOf(Invalid.class, inventory.put("", "a", "{}", Inventory.ANY, "admin"));
    assertInstanceOf(Invalid.class, inventory.put("job", "", "{}", Inventory.ANY, "admin"));
    assertInstanceOf(Invalid.class, inventory.put("job", "a\nb", "{}", Inventory.ANY, "admin"));
    assertInstanceOf(Invalid.class, inventory.put("job", "a".repeat(Documents.LONGEST_NAME + 1), "{}", Inventory.ANY,
        "admin"));
    assertInstanceOf(Invalid.class, inventory.put("job", "a", "", Inventory.ANY, "admin"));
    assertThrows(IllegalArgumentException.class,
        () -> inventory.putAll("vm-observation", Map.of("good", "{}", "", "{}"), "scan"));
    assertEquals(List.of(), inventory.list("vm-observation"));
  }

  @Test
  void tenThousandObservationsAreOneCallAndThoseUnchangedMakeNoVersion() {
    Map<String, String> documents = new LinkedHashMap<>();
    for (int i = 0; i < 10_000; i++) {
      documents.put("lab/vm" + i, "{\"size\":" + i + "}");
    }
    assertEquals(10_000, inventory.putAll("vm-observation", documents, "scan"));
    documents.put("lab/vm7", "{\"size\":0}");
    assertEquals(1, inventory.putAll("vm-observation", documents, "scan"));
    reopen();
    assertEquals(10_000, inventory.list("vm-observation").size());
    assertEquals(2, inventory.find("vm-observation", "lab/vm7").orElseThrow().version());
    assertEquals(1, inventory.find("vm-observation", "lab/vm8").orElseThrow().version());
  }

  @Test
  void everyChangeIsALineOfTheJournal() {
    put("job", "nightly", "1", Inventory.ABSENT);
    put("job", "nightly", "2", 1);
    inventory.put("job", "nightly", "refused", 1, "other");
    inventory.remove("job", "nightly", 2, "admin");
    reopen();
    put("job", "nightly", "3", Inventory.ABSENT);
    List<Inventory.JournalLine> lines = inventory.journal(0, 100);
    assertEquals(List.of(ChangeKind.CREATED, ChangeKind.CHANGED, ChangeKind.REMOVED, ChangeKind.CREATED),
        lines.stream().map(Inventory.JournalLine::change).toList());
    assertEquals(List.of(1L, 2L, 2L, 3L), lines.stream().map(Inventory.JournalLine::version).toList());
    assertEquals(lines.subList(1, 3), inventory.journal(lines.getFirst().number(), 2));
  }

  @Test
  void theHistoryOfAMachineIsAppendOnlyAndNewestFirst() {
    List<HistoryEntry> entries = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      entries.add(new HistoryEntry("lab/web", NOW.plusSeconds(i), "assessed", "run-" + i, "{\"pending\":" + i + "}"));
    }
    inventory.recordAll(entries);
    inventory.record(new HistoryEntry("lab/db", NOW, "serviced", "", "{}"));
    reopen();
    inventory.record(new HistoryEntry("lab/web", NOW, "serviced", "run-9", "{}"));
    assertEquals(List.of("run-9", "run-2", "run-1"),
        inventory.history("lab/web", 3).stream().map(HistoryEntry::run).toList());
    assertEquals(entries.get(2), inventory.history("lab/web", 10).get(1));
    assertEquals(List.of(), inventory.history("lab/mail", 10));
  }

  @Test
  void aDocumentOfMegabytesIsKept() {
    String large = "0123456789abcdef".repeat(256 * 1024);
    put("job", "large", large, Inventory.ABSENT);
    reopen();
    assertEquals(large, inventory.find("job", "large").orElseThrow().document());
  }
}
