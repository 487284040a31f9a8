package org.dormouse.hypervisor.qemu.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dormouse.image.DetachedProcess;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.Hypervisor.Power;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.junit.jupiter.api.Test;

/** With real emulators, and guests of one sector. */
class QemuHypervisorTest extends HostTest {

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
  void hostIsCheckedAndItsSettingsToo() {
    var report = lab.hypervisor().check(lab.spec()).orThrow();
    assertTrue(report.version().matches("\\d+\\.\\d+.*"), report.version());
    assertTrue(report.memoryMiB() > 0 && report.cpus() > 0 && report.freeDiskBytes() > 0, report.toString());
    assertTrue(report.closedNetwork().contains("link down"), report.toString());
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
