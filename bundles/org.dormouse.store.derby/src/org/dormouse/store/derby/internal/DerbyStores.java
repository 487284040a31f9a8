package org.dormouse.store.derby.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

import org.dormouse.engine.store.RunStore;
import org.dormouse.engine.store.RunStoreFactory;
import org.dormouse.engine.store.StoreFailed;
import org.dormouse.inventory.Inventory;
import org.dormouse.inventory.InventoryFactory;
import org.dormouse.inventory.InventoryFailed;

/**
 * Runs and inventory of a state directory, in the database {@code db} in it, with Derby's log beside it. Both may be
 * open at once; the database is shut down when the last one is closed.
 */
public final class DerbyStores implements RunStoreFactory, InventoryFactory {

  private static final String LOG_PROPERTY = "derby.stream.error.file";

  private enum Sort { RUNS, INVENTORY }

  private record Shared(Database database, EnumSet<Sort> sorts) {}

  private final Map<Path, Shared> open = new HashMap<>();

  @Override
  public RunStore open(Path stateDirectory) {
    Path folder = prepared(stateDirectory);
    Database database = share(folder, Sort.RUNS);
    try {
      return new DerbyRunStore(database, folder.resolve("archive"), () -> leave(folder, Sort.RUNS));
    } catch (RuntimeException e) {
      leave(folder, Sort.RUNS);
      throw e;
    }
  }

  @Override
  public Inventory open(Path stateDirectory, InstantSource clock) {
    try {
      Path folder = prepared(stateDirectory);
      return new DerbyInventory(share(folder, Sort.INVENTORY), clock, () -> leave(folder, Sort.INVENTORY));
    } catch (StoreFailed e) {
      throw new InventoryFailed(e.getMessage(), e);
    }
  }

  private static Path prepared(Path stateDirectory) {
    try {
      Files.createDirectories(stateDirectory);
      Path folder = stateDirectory.toRealPath();
      // Derby reads it once, when it is first used in a process
      if (System.getProperty(LOG_PROPERTY) == null) {
        System.setProperty(LOG_PROPERTY, folder.resolve("derby.log").toString());
      }
      return folder;
    } catch (IOException e) {
      throw new StoreFailed("The state directory " + stateDirectory + " cannot be made or read: " + e.getMessage()
          + ". Name another one, or make it accessible.", e);
    }
  }

  private synchronized Database share(Path folder, Sort sort) {
    Shared shared = open.computeIfAbsent(folder,
        path -> new Shared(Database.open(path.resolve("db")), EnumSet.noneOf(Sort.class)));
    if (!shared.sorts().add(sort)) {
      throw new StoreFailed("The state directory " + folder + " is already open in this process.");
    }
    return shared.database();
  }

  private synchronized void leave(Path folder, Sort sort) {
    Shared shared = open.get(folder);
    if (shared != null && shared.sorts().remove(sort) && shared.sorts().isEmpty()) {
      open.remove(folder);
      shared.database().close();
    }
  }
}
