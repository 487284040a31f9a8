package org.dormouse.store.derby.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.dormouse.engine.store.StoreFailed;
import org.dormouse.inventory.Documents;
import org.dormouse.inventory.Inventory;
import org.dormouse.inventory.InventoryFailed;
import org.dormouse.inventory.InventoryObject;

/** An {@link Inventory} on Derby, in the same database as the runs. */
final class DerbyInventory implements Inventory {

  /** What is stored under a kind and a name; a removed object has a version but no document. */
  private record Present(long version, Optional<InventoryObject> object) {}

  private final Database database;
  private final InstantSource clock;
  private final Runnable leave;
  private long lastJournal;
  private long lastHistory;

  DerbyInventory(Database database, InstantSource clock, Runnable leave) {
    this.database = database;
    this.clock = clock;
    this.leave = leave;
    lastJournal = last("inventory_journal");
    lastHistory = last("vm_history");
  }

  private long last(String table) {
    return database.read("read the last number of " + table, connection -> {
      try (PreparedStatement query = connection.prepareStatement("SELECT MAX(number) FROM " + table);
          ResultSet row = query.executeQuery()) {
        return row.next() ? row.getLong(1) : 0L;
      }
    });
  }

  private static <T> T answer(Supplier<T> work) {
    try {
      return work.get();
    } catch (StoreFailed e) {
      throw new InventoryFailed(e.getMessage(), e);
    }
  }

  private static InventoryObject object(ResultSet row) throws SQLException {
    return new InventoryObject(row.getString("kind"), row.getString("name"), row.getLong("version"),
        row.getString("document"), Instant.ofEpochMilli(row.getLong("changed")), row.getString("by_whom"));
  }

  @Override
  public List<InventoryObject> list(String kind) {
    return answer(() -> database.read("list " + kind, connection -> {
      try (PreparedStatement query = connection.prepareStatement(
          "SELECT * FROM inventory WHERE kind = ? AND document IS NOT NULL ORDER BY name")) {
        query.setString(1, kind);
        List<InventoryObject> objects = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            objects.add(object(row));
          }
        }
        return objects;
      }
    }));
  }

  @Override
  public Optional<InventoryObject> find(String kind, String name) {
    return answer(() -> database.read("read " + kind + " " + name,
        connection -> stored(connection, kind, name).object()));
  }

  private static Present stored(Connection connection, String kind, String name) throws SQLException {
    try (PreparedStatement query = connection
        .prepareStatement("SELECT * FROM inventory WHERE kind = ? AND name = ?")) {
      query.setString(1, kind);
      query.setString(2, name);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return new Present(0, Optional.empty());
        }
        return new Present(row.getLong("version"),
            row.getString("document") == null ? Optional.empty() : Optional.of(object(row)));
      }
    }
  }

  private static boolean expected(long expectedVersion, Optional<InventoryObject> current) {
    return expectedVersion == ANY || expectedVersion == current.map(InventoryObject::version).orElse(ABSENT);
  }

  @Override
  public Put put(String kind, String name, String document, long expectedVersion, String by) {
    Optional<String> problem = Documents.problem(kind, name, document);
    if (problem.isPresent()) {
      return new Invalid(problem.get());
    }
    return answer(() -> database.write("store " + kind + " " + name, connection -> {
      Present stored = stored(connection, kind, name);
      if (!expected(expectedVersion, stored.object())) {
        return new Conflict(stored.object());
      }
      return new Stored(store(kind, name, document, by, stored));
    }));
  }

  private long store(String kind, String name, String document, String by, Present before) throws SQLException {
    long version = before.version() + 1;
    PreparedStatement statement = database.statement(before.version() == 0
        ? "INSERT INTO inventory (version, document, changed, by_whom, kind, name) VALUES (?, ?, ?, ?, ?, ?)"
        : "UPDATE inventory SET version = ?, document = ?, changed = ?, by_whom = ? WHERE kind = ? AND name = ?");
    Values.of(statement).add(version).add(document).add(now().toEpochMilli()).add(by).add(kind).add(name);
    statement.executeUpdate();
    note(by, before.object().isPresent() ? ChangeKind.CHANGED : ChangeKind.CREATED, kind, name, version);
    return version;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void note(String by, ChangeKind change, String kind, String name, long version) throws SQLException {
    PreparedStatement insert = database.statement("INSERT INTO inventory_journal VALUES (?, ?, ?, ?, ?, ?, ?)");
    Values.of(insert).add(++lastJournal).add(now().toEpochMilli()).add(by).add(change).add(kind).add(name)
        .add(version);
    insert.executeUpdate();
  }

  @Override
  public int putAll(String kind, Map<String, String> documents, String by) {
    documents.forEach((name, document) -> Documents.problem(kind, name, document).ifPresent(problem -> {
      throw new IllegalArgumentException(problem);
    }));
    return answer(() -> database.write("store " + documents.size() + " of " + kind, connection -> {
      int written = 0;
      for (Map.Entry<String, String> entry : documents.entrySet()) {
        Present stored = stored(connection, kind, entry.getKey());
        if (stored.object().isEmpty() || !stored.object().get().document().equals(entry.getValue())) {
          store(kind, entry.getKey(), entry.getValue(), by, stored);
          written++;
        }
      }
      return written;
    }));
  }

  @Override
  public Remove remove(String kind, String name, long expectedVersion, String by) {
    return answer(() -> database.write("remove " + kind + " " + name, connection -> {
      Present stored = stored(connection, kind, name);
      if (stored.object().isEmpty()) {
        return new Unknown(kind, name);
      }
      if (!expected(expectedVersion, stored.object())) {
        return new Conflict(stored.object());
      }
      PreparedStatement update = database
          .statement("UPDATE inventory SET document = NULL WHERE kind = ? AND name = ?");
      Values.of(update).add(kind).add(name);
      update.executeUpdate();
      note(by, ChangeKind.REMOVED, kind, name, stored.version());
      return new Removed(stored.version());
    }));
  }

  @Override
  public List<JournalLine> journal(long afterNumber, int limit) {
    return limit <= 0 ? List.of() : answer(() -> database.read("read the journal of the inventory", connection -> {
      try (PreparedStatement query = connection.prepareStatement("SELECT * FROM inventory_journal WHERE number > ?"
          + " ORDER BY number FETCH FIRST " + limit + " ROWS ONLY")) {
        query.setLong(1, afterNumber);
        List<JournalLine> lines = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            lines.add(new JournalLine(row.getLong("number"), Instant.ofEpochMilli(row.getLong("happened")),
                row.getString("by_whom"), ChangeKind.valueOf(row.getString("change")), row.getString("kind"),
                row.getString("name"), row.getLong("version")));
          }
        }
        return lines;
      }
    }));
  }

  @Override
  public void record(HistoryEntry entry) {
    recordAll(List.of(entry));
  }

  @Override
  public void recordAll(List<HistoryEntry> entries) {
    answer(() -> database.write("record the history of " + entries.size() + " virtual machines", connection -> {
      PreparedStatement insert = database.statement("INSERT INTO vm_history VALUES (?, ?, ?, ?, ?, ?)");
      for (HistoryEntry entry : entries) {
        Values.of(insert).add(++lastHistory).add(entry.vm()).add(entry.at().toEpochMilli()).add(entry.kind())
            .add(entry.run()).add(entry.document());
        insert.executeUpdate();
      }
      return true;
    }));
  }

  @Override
  public List<HistoryEntry> history(String vm, int limit) {
    return limit <= 0 ? List.of() : answer(() -> database.read("read the history of " + vm, connection -> {
      try (PreparedStatement query = connection.prepareStatement("SELECT * FROM vm_history WHERE vm = ?"
          + " ORDER BY number DESC FETCH FIRST " + limit + " ROWS ONLY")) {
        query.setString(1, vm);
        List<HistoryEntry> entries = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            entries.add(new HistoryEntry(row.getString("vm"), Instant.ofEpochMilli(row.getLong("happened")),
                row.getString("kind"), row.getString("run"), row.getString("document")));
          }
        }
        return entries;
      }
    }));
  }

  @Override
  public void close() {
    leave.run();
  }
}
