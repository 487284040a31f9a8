package org.dormouse.server.internal;

import java.nio.file.Path;
import java.time.Clock;
import org.dormouse.engine.memory.MemoryRunStore;
import org.dormouse.engine.store.RunStore;
import org.dormouse.engine.store.RunStoreFactory;
import org.dormouse.inventory.Inventory;
import org.dormouse.inventory.memory.MemoryInventory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** The store that is installed as a service, opened in the state folder. */
record InstalledStores(RunStore runs, Inventory inventory) implements Stores {

  static Stores open(BundleContext bundles, Path folder) {
    ServiceReference<RunStoreFactory> reference = bundles.getServiceReference(RunStoreFactory.class);
    if (reference == null) {
      throw new IllegalStateException("the installation has no store; build or unpack it again");
    }
    return new InstalledStores(bundles.getService(reference).open(folder), new MemoryInventory(Clock.systemUTC()));
  }

  @Override
  public void close() {
    runs.close();
  }
}
