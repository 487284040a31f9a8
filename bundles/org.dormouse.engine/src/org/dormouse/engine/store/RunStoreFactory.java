package org.dormouse.engine.store;

import java.nio.file.Path;

/** Opens the store of a state directory; found as a service. */
public interface RunStoreFactory {

  /**
   * Makes the store if there is none and migrates an older one.
   *
   * @throws StoreFailed if another process has it open, it is newer than this program, or it cannot be read
   */
  RunStore open(Path stateDirectory);
}
