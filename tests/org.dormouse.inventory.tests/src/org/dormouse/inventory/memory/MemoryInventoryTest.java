package org.dormouse.inventory.memory;

import org.dormouse.inventory.Inventory;
import org.dormouse.store.contract.InventoryContract;

class MemoryInventoryTest extends InventoryContract {

  @Override
  protected Inventory open() {
    return new MemoryInventory(() -> NOW);
  }

  @Override
  protected boolean durable() {
    return false;
  }
}
