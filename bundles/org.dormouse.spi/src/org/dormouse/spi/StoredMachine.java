package org.dormouse.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A VM as it lies in a library.
 *
 * @param library name of the library
 * @param name unique in its library; letters, digits, dot, dash, underscore; at most 100 characters
 * @param disks at least one, by slot
 * @param definition its sidecar file, where there is one
 */
public record StoredMachine(String library, String name, Hardware hardware, List<MachineDisk> disks,
    List<NetworkCard> cards, Optional<Path> definition) {

  public StoredMachine {
    disks = List.copyOf(disks);
    cards = List.copyOf(cards);
  }

  /** The id under which the VM is known everywhere: {@code library/name}. */
  public String id() {
    return library + "/" + name;
  }

  public MachineDisk bootDisk() {
    return disks.getFirst();
  }
}
