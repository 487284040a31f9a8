package org.dormouse.server.internal;

import java.nio.file.Path;
import java.time.Clock;
import org.dormouse.engine.store.RunStore;
import org.dormouse.engine.store.RunStoreFactory;
import org.dormouse.inventory.Inventory;
import org.dormouse.inventory.InventoryFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.slf4j.LoggerFactory;

/** The store that is installed as a service, opened in the state folder. */
record InstalledStores(RunStore runs, Inventory inventory) implements Stores {

  static Stores open(BundleContext bundles, Path folder) {
    RunStore runs = service(bundles, RunStoreFactory.class).open(folder);
    try {
      return new InstalledStores(runs, service(bundles, InventoryFactory.class).open(folder, Clock.systemUTC()));
    } catch (RuntimeException e) {
      runs.close();
      throw e;
    }
  }

  private static <T> T service(BundleContext bundles, Class<T> type) {
    ServiceReference<T> reference = bundles.getServiceReference(type);
    T service = reference == null ? null : bundles.getService(reference);
    if (service == null) {
      throw new IllegalStateException("The installation has no " + type.getSimpleName()
          + "; build or unpack it again.");
    }
    return service;
  }

  @Override
  public void close() {
    if (inventory instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        LoggerFactory.getLogger(InstalledStores.class).warn("closing the inventory", e);
      }
    }
    runs.close();
  }
}
