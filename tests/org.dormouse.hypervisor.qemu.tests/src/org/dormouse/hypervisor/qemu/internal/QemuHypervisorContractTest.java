package org.dormouse.hypervisor.qemu.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Hardware;
import org.dormouse.spi.Hypervisor;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.MachineDisk.Bus;
import org.dormouse.spi.NetworkCard;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.contract.HypervisorContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The contract, with a guest of one sector that obeys the power button. */
@Timeout(120)
class QemuHypervisorContractTest extends HypervisorContract {

  @TempDir
  Path folder;

  private LabHost lab;
  private StoredMachine machine;

  @BeforeEach
  void makeMachine() throws Exception {
    lab = new LabHost(folder);
    Path boot = BootSector.OBEYS.qcow2(folder.resolve("boot.qcow2"), 4);
    Path data = BootSector.HANGS.raw(folder.resolve("data.raw"), 2);
    machine = new StoredMachine("lab", "obeys", new Hardware(32, 1, "pc", Hardware.Firmware.BIOS),
        List.of(new MachineDisk(0, boot, DiskFormat.QCOW2, Bus.VIRTIO),
            new MachineDisk(1, data, DiskFormat.RAW, Bus.VIRTIO)),
        List.of(new NetworkCard("52:54:00:00:00:01", "virtio-net-pci")), Optional.empty());
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Override
  protected Hypervisor newHypervisor() {
    return new QemuHypervisor();
  }

  @Override
  protected BackendSpec host() {
    return lab.spec();
  }

  @Override
  protected BackendSpec brokenHost() {
    return new BackendSpec("broken", "qemu", Map.of());
  }

  @Override
  protected StoredMachine machine() {
    return machine;
  }

  @Override
  protected StoredMachine brokenMachine() {
    return LabHost.machine(folder.resolve("none.qcow2"));
  }

  @Override
  protected Path medium() {
    try {
      return BootSector.HANGS.raw(folder.resolve("medium.raw"), 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected List<Path> exportTargets() {
    return List.of(folder.resolve("new-boot.qcow2"), folder.resolve("new-data.raw"));
  }

  @Override
  protected String fingerprint(StoredMachine stored) {
    StringBuilder prints = new StringBuilder();
    for (MachineDisk disk : stored.disks()) {
      try {
        prints.append(LabHost.sha256(disk.image())).append(Files.getLastModifiedTime(disk.image()));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    return prints.toString();
  }

  @Override
  protected void awaitBooted(String key) {
    await("the guest's greeting", () -> {
      lab.power(key);
      return lab.console(key).endsWith("hi");
    });
  }
}
