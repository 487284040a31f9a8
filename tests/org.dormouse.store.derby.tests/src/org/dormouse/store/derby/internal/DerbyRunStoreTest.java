package org.dormouse.store.derby.internal;

import java.nio.file.Path;

import org.dormouse.engine.store.RunStore;
import org.dormouse.store.contract.RunStoreContract;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class DerbyRunStoreTest extends RunStoreContract {

  @BeforeAll
  static void quick() {
    QuickDerby.use();
  }

  @TempDir
  private Path state;
  private final DerbyStores stores = new DerbyStores();

  @Override
  protected RunStore open() {
    return stores.open(state);
  }
}
