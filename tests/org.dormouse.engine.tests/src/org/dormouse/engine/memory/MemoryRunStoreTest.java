package org.dormouse.engine.memory;

import org.dormouse.engine.store.RunStore;
import org.dormouse.store.contract.RunStoreContract;

class MemoryRunStoreTest extends RunStoreContract {

  private final MemoryRunStore store = new MemoryRunStore("0a1b2c3d");

  @Override
  protected RunStore open() {
    return store;
  }
}
