package org.dormouse.inventory;

import java.nio.file.Path;
import java.time.InstantSource;

/** Opens the inventory of a state directory; found as a service. */
public interface InventoryFactory {

  /**
   * Makes the inventory if there is none and migrates an older one.
   *
   * @param clock stamps changes
   * @throws InventoryFailed if another process has it open, it is newer than this program, or it cannot be read
   */
  Inventory open(Path stateDirectory, InstantSource clock);
}
