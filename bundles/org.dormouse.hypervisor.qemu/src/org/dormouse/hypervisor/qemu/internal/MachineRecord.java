package org.dormouse.hypervisor.qemu.internal;

import java.nio.file.Path;
import java.util.List;
import org.dormouse.image.BackingChain.Link;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.MachineDisk.Bus;

/**
 * A deployment as it is written down: everything a later process needs to start, find, export and remove it. In the
 * form that gson reads and writes.
 *
 * @param version of this form
 * @param machine id of the stored VM, for messages
 * @param hostBoot boot id of the machine when the overlays were made
 * @param sockets folder of the sockets
 */
record MachineRecord(int version, String key, String machine, int memoryMiB, int cpus, String chipset,
    List<Disk> disks, List<Card> cards, Isolation isolation, String hostBoot, String sockets) {

  static final int VERSION = 1;

  /** @param chain the library's image and its backing files, as they were at deployment */
  record Disk(int slot, Bus bus, long virtualSize, List<Layer> chain) {}

  record Layer(String image, DiskFormat format) {
    Link link() {
      return new Link(Path.of(image), format);
    }
  }

  record Card(String mac, String model) {}

  boolean isWhole() {
    return version == VERSION && key != null && machine != null && chipset != null && hostBoot != null
        && sockets != null && isolation != null && cards != null && disks != null && !disks.isEmpty()
        && disks.stream().allMatch(d -> d.bus() != null && d.chain() != null && !d.chain().isEmpty());
  }

  Path qmpSocket() {
    return Path.of(sockets, "qmp.sock");
  }

  Path agentSocket() {
    return Path.of(sockets, "qga.sock");
  }

  /** The same VM with the same hardware, whenever it was deployed. */
  boolean describesSame(MachineRecord other) {
    return machine.equals(other.machine) && memoryMiB == other.memoryMiB && cpus == other.cpus
        && chipset.equals(other.chipset) && disks.equals(other.disks) && cards.equals(other.cards)
        && isolation == other.isolation;
  }
}
