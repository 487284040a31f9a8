package org.dormouse.server.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.dormouse.inventory.Inventory;
import org.dormouse.inventory.InventoryObject;

/**
 * An inventory of which somebody is told what kind of thing has changed, after it has, on the caller's thread. What
 * scans, assessments and servicings observe are kinds of their own in the inventory; to others all of it is the VM.
 * Which groups a VM is in is told with the VM, so that other groups make other VMs.
 */
final class WatchedInventory implements Inventory {

  private static final String VM = "vm";
  private static final String OBSERVED = VM + "-";
  private static final String GROUP = "group";

  private final Inventory inventory;
  private final Consumer<String> altered;

  /** @param altered takes the kind as clients know it, and returns at once */
  WatchedInventory(Inventory inventory, Consumer<String> altered) {
    this.inventory = inventory;
    this.altered = altered;
  }

  private void tell(String kind) {
    altered.accept(kind.startsWith(OBSERVED) ? VM : kind);
    if (kind.equals(GROUP)) {
      altered.accept(VM);
    }
  }

  @Override
  public List<InventoryObject> list(String kind) {
    return inventory.list(kind);
  }

  @Override
  public Optional<InventoryObject> find(String kind, String name) {
    return inventory.find(kind, name);
  }

  @Override
  public Put put(String kind, String name, String document, long expectedVersion, String by) {
    Put done = inventory.put(kind, name, document, expectedVersion, by);
    if (done instanceof Stored) {
      tell(kind);
    }
    return done;
  }

  @Override
  public int putAll(String kind, Map<String, String> documents, String by) {
    int written = inventory.putAll(kind, documents, by);
    if (written > 0) {
      tell(kind);
    }
    return written;
  }

  @Override
  public Remove remove(String kind, String name, long expectedVersion, String by) {
    Remove done = inventory.remove(kind, name, expectedVersion, by);
    if (done instanceof Removed) {
      tell(kind);
    }
    return done;
  }

  @Override
  public List<JournalLine> journal(long afterNumber, int limit) {
    return inventory.journal(afterNumber, limit);
  }

  @Override
  public void record(HistoryEntry entry) {
    inventory.record(entry);
  }

  @Override
  public void recordAll(List<HistoryEntry> entries) {
    inventory.recordAll(entries);
  }

  @Override
  public List<HistoryEntry> history(String vm, int limit) {
    return inventory.history(vm, limit);
  }

  @Override
  public void close() {
    inventory.close();
  }
}
