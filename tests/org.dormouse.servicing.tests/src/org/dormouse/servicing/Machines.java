package org.dormouse.servicing;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Hardware;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.NetworkCard;
import org.dormouse.spi.StoredMachine;

/** Stored machines for tests. */
public final class Machines {

  private Machines() {}

  public static StoredMachine machine(String name, int memoryMiB, int cpus) {
    return machine(name, memoryMiB, cpus, Path.of("/library").resolve(name + ".qcow2"));
  }

  public static StoredMachine machine(String name, int memoryMiB, int cpus, Path image, NetworkCard... cards) {
    var disk = new MachineDisk(0, image, DiskFormat.QCOW2, MachineDisk.Bus.VIRTIO);
    return new StoredMachine("lab", name, new Hardware(memoryMiB, cpus, "q35", Hardware.Firmware.BIOS), List.of(disk),
        List.of(cards), Optional.empty());
  }
}
