package org.dormouse.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Definitions and observations, each a document with a version of its own. A change names the version it was made
 * from; if that is no longer the present one, nothing is written and the present one is answered. What people declare
 * and what scans observe are different kinds, so a scan never conflicts with an editor.
 *
 * <p>Calls may come on any thread, return when the change is durable, and are each one transaction. Every change is
 * also a line of an append-only journal. A store that fails throws {@link InventoryFailed}.
 */
public interface Inventory extends AutoCloseable {

  /** Expected version of an object that must not exist yet. */
  long ABSENT = 0;

  /** Expected version for writing whatever is there: for observations, whose newest always counts. */
  long ANY = -1;

  /** In the order of their names. */
  List<InventoryObject> list(String kind);

  Optional<InventoryObject> find(String kind, String name);

  /** @param expectedVersion the version the change was made from, {@link #ABSENT} or {@link #ANY} */
  Put put(String kind, String name, String document, long expectedVersion, String by);

  /**
   * Many documents of one kind, name to document, all or none in one transaction, whatever versions are there;
   * documents that have not changed make no new version. Answers how many were written.
   */
  int putAll(String kind, Map<String, String> documents, String by);

  Remove remove(String kind, String name, long expectedVersion, String by);

  sealed interface Put permits Stored, Conflict, Invalid {}

  sealed interface Remove permits Removed, Conflict, Unknown {}

  record Stored(long newVersion) implements Put {}

  /** Nothing was written. @param current what is there now; empty if it is gone */
  record Conflict(Optional<InventoryObject> current) implements Put, Remove {}

  /** Nothing was written: kind, name or document are outside their limits. */
  record Invalid(String message) implements Put {}

  record Removed(long lastVersion) implements Remove {}

  record Unknown(String kind, String name) implements Remove {}

  /** The append-only journal, oldest first, after the line with that number (0 for all). */
  List<JournalLine> journal(long afterNumber, int limit);

  enum ChangeKind { CREATED, CHANGED, REMOVED }

  record JournalLine(long number, Instant at, String by, ChangeKind change, String kind, String name, long version) {}

  /** Adds to the history of a virtual machine, which is append-only. */
  void record(HistoryEntry entry);

  /** Adds many entries in one transaction. */
  void recordAll(List<HistoryEntry> entries);

  /** Newest first. */
  List<HistoryEntry> history(String vm, int limit);

  /**
   * What happened to a virtual machine.
   *
   * @param vm {@code library/name}
   * @param kind {@code assessed}, {@code serviced}, {@code rolled-back}, …
   * @param run id of the run it belongs to, empty if none
   * @param document JSON text
   */
  record HistoryEntry(String vm, Instant at, String kind, String run, String document) {}

  /** What is stored stays. */
  @Override
  default void close() {
    // most have nothing to close
  }
}
