package org.dormouse.hypervisor.qemu.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.image.DetachedProcess;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Hardware;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.Hypervisor.Power;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.MachineDisk.Bus;
import org.dormouse.spi.NetworkCard;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With real emulators, and guests of one sector. */
@Timeout(120)
class QemuHypervisorTest {

  @TempDir
  Path folder;

  private LabHost lab;

  @BeforeEach
  void open() {
    lab = new LabHost(folder);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private static String code(Result<?> result) {
    return result.failure().map(Trouble::code).orElse("no failure");
  }

  private static StoredMachine machine(Hardware hardware, List<MachineDisk> disks, NetworkCard... cards) {
    return new StoredMachine("lab", "guest", hardware, disks, List.of(cards), Optional.empty());
  }

  private static Hardware small(String chipset) {
    return new Hardware(32, 1, chipset, Hardware.Firmware.BIOS);
  }

  @Test
  void guestThatShutsDownIsStoppedAndMayStartAgain() throws Exception {
    lab.deployAndStart("k", LabHost.machine(BootSector.SHUTS_DOWN.qcow2(folder.resolve("a.qcow2"), 4)));
    lab.awaitPower("k", Power.STOPPED);
    assertEquals(Power.STOPPED, lab.power("k"));
    assertEquals(Result.ok(), lab.hypervisor().start(lab.spec(), "k"));
    lab.awaitPower("k", Power.STOPPED);
  }

  @Test
  void guestThatIsKilledIsCrashedAndNeitherStartsNorIsExported() throws Exception {
    lab.deployAndStart("k", LabHost.machine(BootSector.HANGS.qcow2(folder.resolve("a.qcow2"), 4)));
    assertEquals(Result.ok(), lab.hypervisor().start(lab.spec(), "k"));
    assertEquals(Result.ok(), lab.hypervisor().kill(lab.spec(), "k"));
    assertEquals(Power.CRASHED, lab.power("k"));
    assertEquals("overlay-unusable", code(lab.hypervisor().start(lab.spec(), "k")));
    assertInstanceOf(Progress.Failed.class,
        lab.hypervisor().export(lab.spec(), "k", List.of(folder.resolve("t.qcow2")), ""));
    assertEquals(Result.ok(), lab.hypervisor().kill(lab.spec(), "k"));
  }

  @Test
  void emulatorThatIsEndedFromOutsideIsCrashed() throws Exception {
    lab.deployAndStart("k", LabHost.machine(BootSector.HANGS.qcow2(folder.resolve("a.qcow2"), 4)));
    long leader = DetachedProcess.find(lab.work().resolve("k/run-1")).orElseThrow().pid();
    ProcessHandle.of(leader).orElseThrow().children().forEach(ProcessHandle::destroy);
    lab.awaitPower("k", Power.CRASHED);
  }

  @Test
  void whatTheGuestSaysOnItsSerialPortIsKept() throws Exception {
    lab.deployAndStart("k", LabHost.machine(BootSector.HANGS.qcow2(folder.resolve("a.qcow2"), 4)));
    while (!lab.console("k").endsWith("hi")) {
      assertEquals(Power.RUNNING, lab.power("k"));
    }
  }

  @Test
  void libraryImageIsNeverWrittenAndTheExportHasWhatTheGuestWrote() throws Exception {
    Path image = BootSector.WRITES.raw(folder.resolve("a.raw"), 4);
    byte[] before = Files.readAllBytes(image);
    lab.deployAndStart("k", LabHost.machine(image));
    lab.awaitPower("k", Power.STOPPED);
    Path target = folder.resolve("new.raw");
    Files.writeString(target, "in the way");
    var exported = lab.export("k", List.of(target));
    byte[] expected = before.clone();
    System.arraycopy(BootSector.WRITES.sector(), 0, expected, BootSector.BYTES, BootSector.BYTES);
    assertArrayEquals(expected, Files.readAllBytes(target));
    assertArrayEquals(before, Files.readAllBytes(image));
    assertEquals(List.of(LabHost.sha256(target)), exported.sha256());
  }

  @Test
  void imageWithAParentIsExportedAsDeltaOnTheSameParent() throws Exception {
    Path parent = BootSector.HANGS.qcow2(folder.resolve("base.qcow2"), 4);
    Path image = folder.resolve("a.qcow2");
    BootSector.tool(List.of("qemu-img", "create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", "base.qcow2",
        "-o", "cluster_size=4096", image.toString()));
    Path sector = Files.write(folder.resolve("sector"), BootSector.WRITES.sector());
    BootSector.tool(List.of("qemu-io", "-f", "qcow2", "-c", "write -s " + sector + " 0 512",
        "-c", "write -P 7 1M 4k", image.toString()));
    lab.deployAndStart("k", LabHost.machine(image));
    lab.awaitPower("k", Power.STOPPED);
    Path target = folder.resolve("new.qcow2");
    lab.export("k", List.of(target));
    String info = BootSector.tool(List.of("qemu-img", "info", "--output=json", target.toString()));
    assertTrue(info.contains("\"backing-filename\": \"base.qcow2\""), info);
    assertTrue(info.contains("\"cluster-size\": 4096"), info);
    String flat = BootSector.tool(List.of("qemu-io", "-f", "qcow2", "-r", "-c", "read -P 7 1M 4k",
        "-c", "read -P 42 1536 1", "-c", "read -v 512 16", target.toString()));
    assertFalse(flat.contains("verification failed"), flat);
    assertTrue(flat.contains("31 c0 8e c0"), flat);
  }

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

  private String monitor(String key, String command) {
    Deployment deployment = new Deployment(lab.work(), key);
    return new Emulator(deployment, deployment.found().orThrow()).ask(qmp -> Result.ok(
        qmp.ask("human-monitor-command", Qmp.arguments("command-line", command)).getAsString())).orThrow();
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
  void mediaComeOnceAndAreRefusedWhenTheyCannotBe() throws Exception {
    lab.deployAndStart("k", LabHost.machine(BootSector.HANGS.qcow2(folder.resolve("a.qcow2"), 4)));
    Path medium = BootSector.HANGS.raw(folder.resolve("m.img"), 1);
    assertEquals(Result.ok(), lab.insertMedium("k", "dm-1", medium));
    assertEquals(Result.ok(), lab.insertMedium("k", "dm-1", medium));
    assertEquals(1, monitor("k", "info qtree").split("serial = \"dm-1\"", -1).length - 1);
    for (int i = 2; i <= CommandLine.FREE_PORTS; i++) {
      assertEquals(Result.ok(), lab.insertMedium("k", "dm-" + i, medium));
    }
    assertEquals("medium-refused", code(lab.insertMedium("k", "dm-7", medium)));
    assertEquals("medium-refused", code(lab.insertMedium("k", "a,b", medium)));
    assertEquals("medium-refused", code(lab.insertMedium("k", "a-serial-that-is-too-long", medium)));
    assertEquals("medium-refused", code(lab.insertMedium("k", "dm-8", folder.resolve("none"))));
    assertEquals(Result.ok(), lab.removeMedium("k", "never-there"));
    assertEquals("vm-not-running", code(lab.hypervisor().kill(lab.spec(), "k").then(
        killed -> lab.insertMedium("k", "dm-9", medium))));
    assertEquals(Result.ok(), lab.removeMedium("k", "dm-1"));
  }

  @Test
  void deployingAgainChangesNothingAndAnotherVmIsRefused() throws Exception {
    Path image = BootSector.HANGS.qcow2(folder.resolve("a.qcow2"), 4);
    StoredMachine machine = LabHost.machine(image);
    lab.deployAndStart("k", machine);
    assertEquals(Result.ok(), lab.hypervisor().deploy(lab.spec(), "k", machine, Isolation.LINK_DOWN));
    assertEquals(Power.RUNNING, lab.power("k"));
    assertEquals("deployment-taken", code(lab.hypervisor().deploy(lab.spec(), "k",
        LabHost.machine(BootSector.HANGS.qcow2(folder.resolve("b.qcow2"), 4)), Isolation.LINK_DOWN)));
  }

  @Test
  void deploymentThatWasCutShortIsMadeAnewAndReleased() throws Exception {
    Path image = BootSector.SHUTS_DOWN.qcow2(folder.resolve("a.qcow2"), 4);
    Files.createDirectories(lab.work().resolve("k"));
    Files.writeString(lab.work().resolve("k/disk0.qcow2"), "half");
    Files.writeString(lab.work().resolve("k/machine.json.new"), "{");
    assertEquals(Power.GONE, lab.power("k"));
    assertEquals(List.of("k"), lab.deployments());
    lab.deployAndStart("k", LabHost.machine(image));
    lab.awaitPower("k", Power.STOPPED);
    Files.writeString(lab.work().resolve("k/machine.json"), "{\"version\": 99}");
    assertEquals(Power.GONE, lab.power("k"));
    lab.release("k");
    assertEquals(List.of(), lab.deployments());
  }

  @Test
  void overlaysOfAnEarlierBootOfTheHostAreLost() throws Exception {
    lab.deployAndStart("k", LabHost.machine(BootSector.SHUTS_DOWN.qcow2(folder.resolve("a.qcow2"), 4)));
    lab.awaitPower("k", Power.STOPPED);
    Path record = lab.work().resolve("k/machine.json");
    Files.writeString(record, Files.readString(record).replace(HostBoot.id(), "another-boot"));
    assertEquals(Power.LOST, lab.power("k"));
    assertEquals("overlay-unusable", code(lab.hypervisor().start(lab.spec(), "k")));
    lab.release("k");
  }

  @Test
  void emulatorOfAnotherIdIsNotTakenForOurs() throws Exception {
    lab.deployAndStart("k", LabHost.machine(BootSector.HANGS.qcow2(folder.resolve("a.qcow2"), 4)));
    Deployment deployment = new Deployment(lab.work(), "k");
    MachineRecord machine = deployment.found().orThrow();
    Emulator other = new Emulator(new Deployment(lab.work(), "other"), machine);
    assertEquals("vm-refused", code(other.ask(qmp -> Result.ok(qmp.status()))));
  }

  @Test
  void unknownKeysAreGoneAndReleasingThemIsFine() {
    assertEquals(Power.GONE, lab.power("nobody"));
    assertEquals(Power.GONE, lab.power("../etc"));
    assertEquals("deployment-gone", code(lab.hypervisor().start(lab.spec(), "nobody")));
    assertEquals("deployment-gone", code(lab.hypervisor().kill(lab.spec(), "nobody")));
    assertEquals("deployment-key-wrong", code(lab.hypervisor().start(lab.spec(), "../etc")));
    lab.release("nobody");
    lab.release("../etc");
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
    assertEquals(List.of(), lab.deployments());
  }

  private String refusal(StoredMachine machine) {
    return code(lab.hypervisor().deploy(lab.spec(), "k", machine, Isolation.LINK_DOWN));
  }

  @Test
  void imageThatCannotBeOpenedFailsTheStartAndLeavesTheDeploymentUsable() throws Exception {
    Path image = BootSector.SHUTS_DOWN.qcow2(folder.resolve("a.qcow2"), 4);
    assertEquals(Result.ok(),
        lab.hypervisor().deploy(lab.spec(), "k", LabHost.machine(image), Isolation.LINK_DOWN));
    Path aside = Files.move(image, folder.resolve("aside"));
    assertEquals("vm-not-started", code(lab.hypervisor().start(lab.spec(), "k")));
    assertEquals(Power.STOPPED, lab.power("k"));
    Files.move(aside, image);
    assertEquals(Result.ok(), lab.hypervisor().start(lab.spec(), "k"));
    lab.awaitPower("k", Power.STOPPED);
  }

  @Test
  void imageThatSomebodyElseWritesIsInUse() throws Exception {
    Path image = BootSector.SHUTS_DOWN.qcow2(folder.resolve("a.qcow2"), 4);
    assertEquals(Result.ok(),
        lab.hypervisor().deploy(lab.spec(), "k", LabHost.machine(image), Isolation.LINK_DOWN));
    Process writer = new ProcessBuilder("qemu-io", "-f", "qcow2", image.toString()).start();
    try {
      writer.getOutputStream().write("length\n".getBytes());
      writer.getOutputStream().flush();
      writer.getInputStream().read();
      Result<Result.Nothing> started = lab.hypervisor().start(lab.spec(), "k");
      assertEquals("image-in-use", code(started), started.toString());
      assertEquals("image-in-use",
          code(lab.hypervisor().deploy(lab.spec(), "k2", LabHost.machine(image), Isolation.LINK_DOWN)));
    } finally {
      writer.destroyForcibly().waitFor();
    }
    assertEquals(Result.ok(), lab.hypervisor().start(lab.spec(), "k"));
    lab.awaitPower("k", Power.STOPPED);
  }

  @Test
  void foldersWithLongAndOddNamesWork() throws Exception {
    Path deep = folder.resolve("a folder, with commas & " + "x".repeat(100));
    Files.createDirectories(deep);
    try (LabHost other = new LabHost(deep)) {
      other.deployAndStart("k", LabHost.machine(BootSector.SHUTS_DOWN.qcow2(deep.resolve("json:a.qcow2"), 4)));
      Path sockets = Path.of(new Deployment(other.work(), "k").found().orThrow().sockets());
      assertTrue(Files.exists(sockets) && sockets.toString().length() < 100, sockets.toString());
      other.awaitPower("k", Power.STOPPED);
      other.export("k", List.of(deep.resolve("nbd:new.qcow2")));
      other.release("k");
      assertFalse(Files.exists(sockets));
      assertFalse(Files.exists(deep.resolve("work/k")));
    }
  }

  @Test
  void exportThatIsStoppedLeavesNoProcessAndCanBeginAgain() throws Exception {
    Path image = BootSector.HANGS.raw(folder.resolve("a.raw"), 200);
    assertEquals(Result.ok(),
        lab.hypervisor().deploy(lab.spec(), "k", LabHost.machine(image), Isolation.LINK_DOWN));
    Path target = folder.resolve("new.raw");
    var begun = lab.hypervisor().export(lab.spec(), "k", List.of(target), "");
    if (begun instanceof Progress.Running<?> running) {
      assertEquals(Result.ok(), lab.hypervisor().stopExport(lab.spec(), "k", running.ticket()));
      assertInstanceOf(Progress.Failed.class,
          lab.hypervisor().export(lab.spec(), "k", List.of(target), running.ticket()));
    }
    lab.export("k", List.of(target));
    assertTrue(Arrays.equals(Files.readAllBytes(image), Files.readAllBytes(target)));
    assertInstanceOf(Progress.Failed.class,
        lab.hypervisor().export(lab.spec(), "k", List.of(target), "../../etc"));
  }

  @Test
  void hostIsCheckedAndItsSettingsToo() {
    var report = lab.hypervisor().check(lab.spec()).orThrow();
    assertTrue(report.version().matches("\\d+\\.\\d+.*"), report.version());
    assertTrue(report.memoryMiB() > 0 && report.cpus() > 0 && report.freeDiskBytes() > 0, report.toString());
    assertEquals(List.of(), report.findings().stream()
        .filter(finding -> finding.severity() == org.dormouse.spi.Finding.Severity.BLOCK).toList());
    try (LabHost other = new LabHost(folder, Map.of("program", "no-such-emulator"))) {
      assertEquals("qemu-missing",
          other.hypervisor().check(other.spec()).orThrow().findings().getFirst().code());
    }
    for (String wrong : List.of("work=relative", "cpus=-1", "cpus=x", "accelerator=warp")) {
      String[] setting = wrong.split("=");
      var settings = new HashMap<>(Map.of("work", folder.toString()));
      settings.put(setting[0], setting[1]);
      var host = new BackendSpec("h", "qemu", settings);
      assertEquals("host-misconfigured", code(lab.hypervisor().check(host)), wrong);
    }
  }
}
