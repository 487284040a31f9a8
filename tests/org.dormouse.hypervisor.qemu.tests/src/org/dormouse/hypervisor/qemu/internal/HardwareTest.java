package org.dormouse.hypervisor.qemu.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dormouse.image.DetachedProcess;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Finding;
import org.dormouse.spi.Hardware;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.Hypervisor.Power;
import org.dormouse.spi.MachineDisk.Bus;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.NetworkCard;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.junit.jupiter.api.Test;

/** Every machine that a definition can ask for starts, confined and without a network, or is refused. */
class HardwareTest extends HostTest {

  @Test
  void severalDisksOnEveryBusOfBothChipsetsStart() throws Exception {
    for (String chipset : List.of("q35", "pc")) {
      for (Bus bus : Bus.values()) {
        String key = chipset + "-" + bus.name().toLowerCase(java.util.Locale.ROOT);
        Path boot = BootSector.WRITES.qcow2(folder.resolve(key + ".qcow2"), 4);
        Path data = BootSector.HANGS.raw(folder.resolve(key + ".raw"), 2);
        lab.deployAndStart(key, machine(small(chipset), List.of(new MachineDisk(0, boot, DiskFormat.QCOW2, bus),
            new MachineDisk(1, data, DiskFormat.RAW, bus))));
        lab.awaitPower(key, Power.STOPPED);
        Path newBoot = folder.resolve("new-" + key + ".qcow2");
        Path newData = folder.resolve("new-" + key + ".raw");
        assertEquals(2, lab.export(key, List.of(newBoot, newData)).sha256().size());
        assertArrayEquals(Files.readAllBytes(data), Files.readAllBytes(newData));
        lab.release(key);
      }
    }
  }

  @Test
  void everyKnownCardCanBeHadWithItsLinkDownOrNotAtAll() throws Exception {
    Path image = BootSector.HANGS.qcow2(folder.resolve("a.qcow2"), 4);
    for (String chipset : List.of("q35", "pc")) {
      for (String model : CommandLine.CARD_MODELS.keySet()) {
        if (model.equals("igb")) {
          continue; // only newer emulators have it
        }
        var machine = machine(small(chipset), List.of(new MachineDisk(0, image, DiskFormat.QCOW2, Bus.VIRTIO)),
            new NetworkCard("52:54:00:00:00:01", model), new NetworkCard("52:54:00:00:00:02", model));
        lab.deployAndStart("k", machine);
        String network = monitor("k", "info network");
        assertTrue(network.contains("card1") && !network.contains("link=up") && !network.contains("user"), network);
        lab.release("k");
      }
    }
    assertEquals(Result.ok(), lab.hypervisor().deploy(lab.spec(), "n", machine(small("q35"),
        List.of(new MachineDisk(0, image, DiskFormat.QCOW2, Bus.VIRTIO)),
        new NetworkCard("52:54:00:00:00:01", "e1000")), Isolation.NO_CARD));
    assertEquals(Result.ok(), lab.hypervisor().start(lab.spec(), "n"));
    assertFalse(monitor("n", "info qtree").contains("52:54:00"));
  }

  @Test
  void emulatorsAreConfinedAndWithoutDefaults() throws Exception {
    lab.deployAndStart("k", LabHost.machine(BootSector.HANGS.qcow2(folder.resolve("a.qcow2"), 4)));
    long leader = DetachedProcess.find(lab.work().resolve("k/run-1")).orElseThrow().pid();
    ProcessHandle emulator = ProcessHandle.of(leader).orElseThrow().children().findFirst().orElseThrow();
    String status = Files.readString(Path.of("/proc/" + emulator.pid() + "/status"));
    assertTrue(status.contains("Seccomp:\t2"), status);
    String arguments = Files.readString(Path.of("/proc/" + emulator.pid() + "/cmdline"));
    assertTrue(arguments.contains("-nodefaults") && arguments.contains("-no-user-config"), arguments);
  }

  @Test
  void machinesThatCannotBeHadAreRefusedByName() throws Exception {
    Path image = BootSector.HANGS.qcow2(folder.resolve("a.qcow2"), 4);
    List<MachineDisk> disks = List.of(new MachineDisk(0, image, DiskFormat.QCOW2, Bus.VIRTIO));
    assertEquals("firmware-not-supported",
        refusal(machine(new Hardware(64, 1, "q35", Hardware.Firmware.UEFI), disks)));
    assertEquals("chipset-unknown", refusal(machine(small("q35,accel=kvm"), disks)));
    assertEquals("host-too-small",
        refusal(machine(new Hardware(1 << 30, 1, "q35", Hardware.Firmware.BIOS), disks)));
    assertEquals("card-unknown",
        refusal(machine(small("q35"), disks, new NetworkCard("52:54:00:00:00:01", "e1000,netdev=x"))));
    assertEquals("card-unknown",
        refusal(machine(small("q35"), disks, new NetworkCard("52:54:00:00:00:01,x=y", "e1000"))));
    assertEquals("disks-too-many", refusal(machine(small("q35"), List.of(disks.getFirst(), disks.getFirst()))));
    assertEquals("format-not-supported", refusal(machine(small("q35"),
        List.of(new MachineDisk(0, folder.resolve("a.vhdx"), DiskFormat.VHDX, Bus.VIRTIO)))));
    assertEquals(List.of(), lab.deployments());
  }

  @Test
  void whatDeployingWouldRefuseIsKnownBefore() throws Exception {
    var uefi = machine(new Hardware(64, 1, "q35", Hardware.Firmware.UEFI),
        List.of(new MachineDisk(0, folder.resolve("a.vmdk"), DiskFormat.VMDK, Bus.VIRTIO)));
    List<Finding> findings = lab.hypervisor().examine(uefi);
    assertEquals(List.of("firmware-not-supported", "format-not-supported"),
        findings.stream().map(Finding::code).toList());
    findings.forEach(finding -> {
      assertEquals(Finding.Severity.BLOCK, finding.severity());
      assertFalse(finding.remedy().isEmpty(), finding.toString());
    });
  }

  private String refusal(StoredMachine machine) {
    return code(lab.hypervisor().deploy(lab.spec(), "k", machine, Isolation.LINK_DOWN));
  }

  private static Hardware small(String chipset) {
    return new Hardware(32, 1, chipset, Hardware.Firmware.BIOS);
  }

  private static StoredMachine machine(Hardware hardware, List<MachineDisk> disks, NetworkCard... cards) {
    return new StoredMachine("lab", "guest", hardware, disks, List.of(cards), Optional.empty());
  }
}
