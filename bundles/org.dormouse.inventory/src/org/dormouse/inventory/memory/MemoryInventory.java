package org.dormouse.inventory.memory;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.dormouse.inventory.Documents;
import org.dormouse.inventory.Inventory;
import org.dormouse.inventory.InventoryObject;

/** An {@link Inventory} whose only durability is the life of the process. Thread-safe. */
public final class MemoryInventory implements Inventory {

  private record Key(String kind, String name) {}

  private final InstantSource clock;
  private final Map<String, TreeMap<String, InventoryObject>> objects = new HashMap<>();
  private final Map<Key, Long> lastVersions = new HashMap<>();
  private final List<JournalLine> journal = new ArrayList<>();
  private final Map<String, List<HistoryEntry>> history = new HashMap<>();

  public MemoryInventory(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized List<InventoryObject> list(String kind) {
    return List.copyOf(ofKind(kind));
  }

  private Collection<InventoryObject> ofKind(String kind) {
    return objects.getOrDefault(kind, new TreeMap<>()).values();
  }

  @Override
  public synchronized Optional<InventoryObject> find(String kind, String name) {
    return Optional.ofNullable(objects.getOrDefault(kind, new TreeMap<>()).get(name));
  }

  @Override
  public synchronized Put put(String kind, String name, String document, long expectedVersion, String by) {
    Optional<String> problem = Documents.problem(kind, name, document);
    if (problem.isPresent()) {
      return new Invalid(problem.get());
    }
    Optional<InventoryObject> current = find(kind, name);
    if (expectedVersion != ANY && expectedVersion != current.map(InventoryObject::version).orElse(ABSENT)) {
      return new Conflict(current);
    }
    return new Stored(write(kind, name, document, by, current.isPresent()));
  }

  private long write(String kind, String name, String document, String by, boolean existed) {
    long version = lastVersions.merge(new Key(kind, name), 1L, Long::sum);
    objects.computeIfAbsent(kind, k -> new TreeMap<>())
        .put(name, new InventoryObject(kind, name, version, document, clock.instant(), by));
    note(by, existed ? ChangeKind.CHANGED : ChangeKind.CREATED, kind, name, version);
    return version;
  }

  @Override
  public synchronized int putAll(String kind, Map<String, String> documents, String by) {
    documents.forEach((name, document) -> Documents.problem(kind, name, document).ifPresent(problem -> {
      throw new IllegalArgumentException(problem);
    }));
    int written = 0;
    for (Map.Entry<String, String> entry : documents.entrySet()) {
      Optional<InventoryObject> current = find(kind, entry.getKey());
      if (current.isEmpty() || !current.get().document().equals(entry.getValue())) {
        write(kind, entry.getKey(), entry.getValue(), by, current.isPresent());
        written++;
      }
    }
    return written;
  }

  @Override
  public synchronized Remove remove(String kind, String name, long expectedVersion, String by) {
    Optional<InventoryObject> current = find(kind, name);
    if (current.isEmpty()) {
      return new Unknown(kind, name);
    }
    if (expectedVersion != ANY && expectedVersion != current.get().version()) {
      return new Conflict(current);
    }
    objects.get(kind).remove(name);
    note(by, ChangeKind.REMOVED, kind, name, current.get().version());
    return new Removed(current.get().version());
  }

  private void note(String by, ChangeKind change, String kind, String name, long version) {
    journal.add(new JournalLine(journal.size() + 1L, clock.instant(), by, change, kind, name, version));
  }

  @Override
  public synchronized List<JournalLine> journal(long afterNumber, int limit) {
    return journal.stream().filter(line -> line.number() > afterNumber).limit(limit).toList();
  }

  @Override
  public void record(HistoryEntry entry) {
    recordAll(List.of(entry));
  }

  @Override
  public synchronized void recordAll(List<HistoryEntry> entries) {
    entries.forEach(entry -> history.computeIfAbsent(entry.vm(), vm -> new ArrayList<>()).add(entry));
  }

  @Override
  public synchronized List<HistoryEntry> history(String vm, int limit) {
    return history.getOrDefault(vm, List.of()).reversed().stream().limit(limit).toList();
  }
}
