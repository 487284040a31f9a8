package org.dormouse.hypervisor.qemu.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Finding;
import org.dormouse.spi.Hardware.Firmware;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.NetworkCard;
import org.dormouse.spi.StoredMachine;

/**
 * What no host of type {@code qemu} can do with a VM, told from its description alone. The same for the preflight and
 * for a deployment, so that what is planned can also be deployed.
 */
final class Fitness {

  private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");
  private static final int LEAST_MEMORY_MIB = 16;
  private static final int MOST_DISKS = 16;
  private static final int MOST_CARDS = 8;
  private static final int IDE_DISKS = 4;
  private static final int SATA_DISKS = 6;

  private final StoredMachine machine;
  private final List<Finding> findings = new ArrayList<>();

  private Fitness(StoredMachine machine) {
    this.machine = machine;
  }

  /** Only what blocks; empty if a host with enough memory can run it. */
  static List<Finding> of(StoredMachine machine) {
    Fitness fitness = new Fitness(machine);
    fitness.hardware();
    fitness.cards();
    fitness.disks();
    return List.copyOf(fitness.findings);
  }

  private void hardware() {
    var hardware = machine.hardware();
    if (hardware.firmware() != Firmware.BIOS) {
      block("firmware-not-supported", "has UEFI firmware, which hosts of type qemu do not run yet",
          "Leave it out of the job, or declare it as excluded.");
    }
    if (!hardware.chipset().equals("q35") && !hardware.chipset().equals("pc")) {
      block("chipset-unknown", "has the chipset " + hardware.chipset() + ", which is neither q35 nor pc",
          "Correct it in the VM's definition.");
    }
    if (hardware.memoryMiB() < LEAST_MEMORY_MIB) {
      block("memory-too-small", "has " + hardware.memoryMiB() + " MiB of memory, in which nothing runs",
          "Give it more in its definition.");
    }
  }

  private void cards() {
    for (NetworkCard card : machine.cards()) {
      if (!CommandLine.CARD_MODELS.containsKey(card.model()) || !MAC.matcher(card.mac()).matches()) {
        block("card-unknown", "has a network card (" + card.model() + ", " + card.mac()
            + ") that cannot be made here", "Known models: " + String.join(", ",
                CommandLine.CARD_MODELS.keySet().stream().sorted().toList()) + ".");
      }
    }
    if (machine.cards().size() > MOST_CARDS) {
      block("card-unknown", "has more than " + MOST_CARDS + " network cards", "");
    }
  }

  private void disks() {
    for (MachineDisk disk : machine.disks()) {
      if (disk.format() != DiskFormat.QCOW2 && disk.format() != DiskFormat.RAW) {
        String name = disk.image().getFileName().toString();
        block("format-not-supported", "has the disk " + name + " of format " + disk.format()
            + ", which hosts of type qemu do not store back yet", "Convert it: qemu-img convert -p -f "
                + disk.format().qemuName() + " -O qcow2 IMAGE NEW.qcow2, and put the new image in its place.");
      }
    }
    long others = machine.disks().stream().filter(disk -> disk.bus() != MachineDisk.Bus.VIRTIO).count();
    int room = machine.hardware().chipset().equals("q35")
        || machine.disks().stream().noneMatch(disk -> disk.bus() == MachineDisk.Bus.IDE) ? SATA_DISKS : IDE_DISKS;
    boolean counted = machine.disks().stream().map(MachineDisk::slot).distinct().count() == machine.disks().size();
    if (machine.disks().size() > MOST_DISKS || others > room || !counted) {
      block("disks-too-many", "has more disks than can be attached here, or two with the same slot", "");
    }
  }

  private void block(String code, String what, String remedy) {
    findings.add(Finding.block(code, machine.id(), "The VM " + machine.id() + " " + what + ".", remedy));
  }
}
