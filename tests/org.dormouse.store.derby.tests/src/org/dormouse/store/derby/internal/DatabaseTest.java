package org.dormouse.store.derby.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.dormouse.engine.store.RunStore;
import org.dormouse.engine.store.StoreFailed;
import org.dormouse.inventory.Inventory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

  @TempDir
  private Path state;

  @BeforeAll
  static void quick() {
    QuickDerby.use();
  }

  private static long rows(Connection connection) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery("SELECT COUNT(*) FROM capacity")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static long insert(Connection connection, String resource) throws SQLException {
    try (Statement insert = connection.createStatement()) {
      return insert.executeUpdate("INSERT INTO capacity VALUES ('" + resource + "', 1)");
    }
  }

  @Test
  void whoIsInterruptedHarmsNobody() throws InterruptedException {
    try (Database database = Database.open(state.resolve("db"))) {
      AtomicInteger done = new AtomicInteger();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int number = i;
        threads.add(Thread.ofVirtual().start(() -> {
          for (int round = 0; round < 20; round++) {
            Thread.currentThread().interrupt();
            String resource = "r" + number + "-" + round;
            database.write("insert", connection -> insert(connection, resource));
            Thread.currentThread().interrupt();
            database.read("count", DatabaseTest::rows);
            if (Thread.interrupted()) {
              done.incrementAndGet();
            }
          }
        }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(160, done.get(), "the interrupt is still to be seen");
      assertEquals(160, database.read("count", DatabaseTest::rows));
    }
  }

  @Test
  void whatFailsIsUndoneAndSaysWhatWasAttempted() {
    try (Database database = Database.open(state.resolve("db"))) {
      database.write("insert", connection -> insert(connection, "a"));
      StoreFailed failed = assertThrows(StoreFailed.class, () -> database.write("insert twice", connection -> {
        insert(connection, "b");
        return insert(connection, "a");
      }));
      assertTrue(failed.getMessage().contains("Could not insert twice") && failed.getMessage().contains("23505"),
          failed.getMessage());
      assertEquals(1, database.read("count", DatabaseTest::rows));
      assertThrows(IllegalStateException.class, () -> database.write("break", connection -> {
        insert(connection, "c");
        throw new IllegalStateException("broken");
      }));
      assertEquals(1, database.read("count", DatabaseTest::rows));
    }
  }

  @Test
  void runsAndInventoryShareADatabaseThatIsOpenUntilBothAreClosed() {
    DerbyStores stores = new DerbyStores();
    RunStore runs = stores.open(state);
    Inventory inventory = stores.open(state, InstantSource.system());
    assertThrows(StoreFailed.class, () -> stores.open(state));
    runs.close();
    runs.close();
    inventory.put("job", "nightly", "{}", Inventory.ABSENT, "admin");
    RunStore again = stores.open(state);
    inventory.close();
    assertEquals(List.of(), again.runs(10));
    again.close();
    StoreFailed closed = assertThrows(StoreFailed.class, () -> again.runs(10));
    assertTrue(closed.getMessage().contains("is closed"), closed.getMessage());
  }
}
