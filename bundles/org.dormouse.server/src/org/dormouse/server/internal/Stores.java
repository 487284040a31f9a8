package org.dormouse.server.internal;

import org.dormouse.engine.store.RunStore;
import org.dormouse.inventory.Inventory;

/** What the engine keeps durably, opened. */
public interface Stores extends AutoCloseable {

  RunStore runs();

  Inventory inventory();

  @Override
  void close();
}
