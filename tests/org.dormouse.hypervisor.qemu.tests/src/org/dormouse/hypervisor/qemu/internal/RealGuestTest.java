package org.dormouse.hypervisor.qemu.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.GuestSession.Leave;
import org.dormouse.spi.Hardware;
import org.dormouse.spi.Hardware.Firmware;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.Hypervisor.Power;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One whole life of a deployment with a real guest; see {@link LabHost} for what it needs. */
@Tag("real-guest")
class RealGuestTest {

  @TempDir
  Path folder;

  @Test
  void guestIsWokenServicedShutDownExportedAndNothingRemains() throws Exception {
    Path medium = medium();
    try (LabHost lab = new LabHost(folder)) {
      lab.deployAndStart("k1");
      try (GuestSession guest = lab.awaitGuest("k1")) {
        System.out.println(lab.clock() + " " + guest.facts().orThrow());
        assertEquals("debian", guest.facts().orThrow().osId());
        filesGoInAndOut(lab, guest);
        jobRunsOnce(lab, guest);
        mediumComesAndGoes(lab, guest, "k1", medium);
        mediumComesAndGoes(lab, guest, "k1", medium);
        assertEquals("", lab.shell(guest, "echo serviced > /etc/dormouse-was-here; sync"));
        assertEquals(Result.ok(), guest.leave(Leave.POWER_OFF));
      }
      lab.awaitPower("k1", Power.STOPPED);
      System.out.println(lab.clock() + " stopped");
      Path target = folder.resolve("new.qcow2");
      var exported = lab.export("k1", List.of(target));
      System.out.println(lab.clock() + " exported");
      assertEquals(LabHost.sha256(target), exported.sha256().getFirst());
      lab.release("k1");
      assertFalse(Files.exists(lab.work().resolve("k1")));
      assertEquals(List.of(), lab.deployments());
      System.out.println(lab.clock() + " released");
      lab.deployAndStart("k2", LabHost.machine(target));
      try (GuestSession guest = lab.awaitGuest("k2")) {
        assertEquals("serviced", lab.shell(guest, "cat /etc/dormouse-was-here").strip());
      }
    }
  }

  @Test
  void pcMachineWithoutCardTakesMediaAndObeysThePowerButton() throws Exception {
    try (LabHost lab = new LabHost(folder)) {
      var usual = LabHost.machine(LabHost.image());
      var machine = new StoredMachine(usual.library(), usual.name(), new Hardware(512, 1, "pc", Firmware.BIOS),
          usual.disks(), usual.cards(), usual.definition());
      assertEquals(Result.ok(), lab.hypervisor().deploy(lab.spec(), "k", machine, Isolation.NO_CARD));
      assertEquals(Result.ok(), lab.hypervisor().start(lab.spec(), "k"));
      try (GuestSession guest = lab.awaitGuest("k")) {
        assertEquals("lo", lab.shell(guest, "ls /sys/class/net").strip());
        mediumComesAndGoes(lab, guest, "k", medium());
        lab.shell(guest, "command -v systemctl > /dev/null && systemctl is-system-running --wait");
      }
      assertEquals(Result.ok(), lab.hypervisor().pressPowerButton(lab.spec(), "k"));
      lab.awaitPower("k", Power.STOPPED);
    }
  }

  private Path medium() throws IOException {
    String content = "hello" + "x".repeat(1 << 20);
    return Files.write(folder.resolve("medium.img"), content.getBytes(StandardCharsets.US_ASCII));
  }

  private static void filesGoInAndOut(LabHost lab, GuestSession guest) {
    byte[] content = new byte[3_000_000];
    new Random(1).nextBytes(content);
    assertEquals(Result.ok(), guest.write("/root/big", content, 0640));
    assertEquals("640 3000000", lab.shell(guest, "stat -c '%a %s' /root/big").strip());
    assertArrayEquals(content, guest.read("/root/big", 4_000_000).orThrow());
    assertEquals("guest-file-too-large", guest.read("/root/big", 1000).failure().orElseThrow().code());
    System.out.println(lab.clock() + " files");
  }

  private static void jobRunsOnce(LabHost lab, GuestSession guest) {
    String script = "echo begin; sleep 2; echo end; exit 3";
    assertEquals(Result.ok(), guest.startJob("job-1", script));
    assertEquals(Result.ok(), guest.startJob("job-1", script));
    var job = lab.awaitJob(guest, "job-1");
    System.out.println(lab.clock() + " " + job);
    assertEquals(3, job.exitCode());
    assertEquals("begin\nend\n", job.log());
    assertEquals(Result.ok(), guest.endJob("job-1"));
    assertEquals("gone", lab.shell(guest, "test -e /run/dormouse || printf gone"));
  }

  private static void mediumComesAndGoes(LabHost lab, GuestSession guest, String key, Path medium) {
    String find = "for i in 1 2 3 4 5 6 7 8 9; do for b in /sys/block/vd*; do"
        + " [ \"$(cat $b/serial)\" = dm-index-1 ] && head -c 5 /dev/${b##*/} && exit; done; sleep 1; done";
    assertEquals(Result.ok(), lab.insertMedium(key, "dm-index-1", medium));
    assertEquals(Result.ok(), lab.insertMedium(key, "dm-index-1", medium));
    assertEquals("hello", lab.shell(guest, find));
    System.out.println(lab.clock() + " medium in");
    assertEquals(Result.ok(), lab.removeMedium(key, "dm-index-1"));
    System.out.println(lab.clock() + " medium out");
  }
}
