package org.dormouse.store.derby.internal;

import java.nio.file.Path;

import org.dormouse.inventory.Inventory;
import org.dormouse.store.contract.InventoryContract;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class DerbyInventoryTest extends InventoryContract {

  @BeforeAll
  static void quick() {
    QuickDerby.use();
  }

  @TempDir
  private Path state;
  private final DerbyStores stores = new DerbyStores();

  @Override
  protected Inventory open() {
    return stores.open(state, () -> NOW);
  }

  @Override
  protected boolean durable() {
    return true;
  }
}
