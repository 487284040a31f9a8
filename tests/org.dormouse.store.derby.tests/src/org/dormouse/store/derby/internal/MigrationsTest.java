package org.dormouse.store.derby.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import org.dormouse.engine.store.Batch;
import org.dormouse.engine.store.Numbers;
import org.dormouse.engine.store.RunStore;
import org.dormouse.engine.store.StoreFailed;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {

  @TempDir
  private Path state;

  @BeforeAll
  static void quick() {
    QuickDerby.use();
  }

  private void change(String... statements) {
    try (Database database = Database.open(state.resolve("db"))) {
      database.write("change the schema", connection -> {
        for (String sql : statements) {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
          }
        }
        return true;
      });
    }
  }

  @Test
  void theFilesAreNumberedInTheirOrder() {
    for (int i = 0; i < Migrations.FILES.size(); i++) {
      assertTrue(Migrations.FILES.get(i).startsWith("%04d-".formatted(i + 1)), Migrations.FILES.get(i));
      assertFalse(Migrations.statements(Migrations.FILES.get(i)).isEmpty());
    }
  }

  @Test
  void aDatabaseOfANewerVersionIsRefusedWithTheWayOut() {
    change("INSERT INTO schema_version VALUES (99, '0099-future.sql')");
    for (int attempt = 0; attempt < 2; attempt++) {
      StoreFailed refused = assertThrows(StoreFailed.class, () -> Database.open(state.resolve("db")));
      assertTrue(refused.getMessage().contains("schema version 99"), refused.getMessage());
      assertTrue(refused.getMessage().contains("newer Dormouse"), refused.getMessage());
    }
  }

  @Test
  void aDatabaseOfAnOlderVersionIsBroughtUpToDateAndKeepsWhatIsInIt() {
    DerbyStores stores = new DerbyStores();
    try (RunStore store = stores.open(state)) {
      store.commit(new Batch(List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), List.of(), List.of(),
          List.of(), Map.of("host/vms", 4L), new Numbers(1, 2, 3)));
    }
    change("DROP TABLE inventory", "DROP TABLE inventory_journal", "DROP TABLE vm_history",
        "DELETE FROM schema_version WHERE version = 2");
    try (RunStore store = stores.open(state);
        var inventory = stores.open(state, InstantSource.system())) {
      assertEquals(Map.of("host/vms", 4L), store.unfinished().capacities());
      inventory.put("job", "nightly", "{}", 0, "admin");
      assertEquals(1, inventory.list("job").size());
    }
  }

  @Test
  void aMigrationThatFailsLeavesTheVersionBeforeAndSaysWhere() {
    change("DROP TABLE inventory_journal", "DROP TABLE vm_history", "DELETE FROM schema_version WHERE version = 2");
    StoreFailed failed = assertThrows(StoreFailed.class, () -> Database.open(state.resolve("db")));
    assertTrue(failed.getMessage().contains("0002-inventory.sql"), failed.getMessage());
    assertTrue(failed.getMessage().contains("CREATE TABLE inventory"), failed.getMessage());
    assertThrows(StoreFailed.class, () -> Database.open(state.resolve("db")));
  }
}
