package org.dormouse.hypervisor.qemu.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.GuestSession.Leave;
import org.dormouse.spi.Hypervisor.Power;
import org.dormouse.spi.Result;
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
    Path medium = folder.resolve("medium.img");
    Files.write(medium, ("hello" + "x".repeat(1 << 20)).getBytes(StandardCharsets.US_ASCII));
    try (LabHost lab = new LabHost(folder)) {
      lab.deployAndStart("k1");
      try (GuestSession guest = lab.awaitGuest("k1")) {
        var facts = guest.facts().orThrow();
        System.out.println(lab.clock() + " " + facts);
        assertEquals("debian", facts.osId());
        assertEquals("boot", lab.shell(guest, "test -d /proc/1 && printf boot"));

        byte[] content = new byte[3_000_000];
        new java.util.Random(1).nextBytes(content);
        assertTrue(guest.write("/root/big", content, 0640).isOk());
        assertEquals("640 3000000", lab.shell(guest, "stat -c '%a %s' /root/big").strip());
        assertTrue(java.util.Arrays.equals(content, guest.read("/root/big", 4_000_000).orThrow()));
        assertEquals("guest-file-too-large", guest.read("/root/big", 1000).failure().orElseThrow().code());
        System.out.println(lab.clock() + " files");

        assertTrue(guest.startJob("job-1", "echo begin; sleep 2; echo end; exit 3").isOk());
        assertTrue(guest.startJob("job-1", "echo begin; sleep 2; echo end; exit 3").isOk());
        var job = lab.awaitJob(guest, "job-1");
        System.out.println(lab.clock() + " " + job);
        assertEquals(3, job.exitCode());
        assertEquals("begin\nend\n", job.log());
        assertTrue(guest.endJob("job-1").isOk());
        assertEquals("gone", lab.shell(guest, "test -e /run/dormouse || printf gone"));

        assertTrue(lab.insertMedium("k1", "dm-index-1", medium).isOk());
        assertTrue(lab.insertMedium("k1", "dm-index-1", medium).isOk());
        String find = "for i in 1 2 3 4 5 6 7 8 9; do for b in /sys/block/vd*; do"
            + " [ \"$(cat $b/serial)\" = dm-index-1 ] && head -c 5 /dev/${b##*/} && exit; done; sleep 1; done";
        assertEquals("hello", lab.shell(guest, find));
        System.out.println(lab.clock() + " medium in");
        assertEquals(Result.ok(), lab.removeMedium("k1", "dm-index-1"));
        System.out.println(lab.clock() + " medium out");
        assertEquals(Result.ok(), lab.insertMedium("k1", "dm-index-1", medium));
        assertEquals(Result.ok(), lab.removeMedium("k1", "dm-index-1"));
        System.out.println(lab.clock() + " medium in and out again");
        assertEquals(0, guest.run(List.of("/bin/sh", "-c", "echo serviced > /etc/dormouse-was-here; sync"),
            new byte[0], Duration.ofSeconds(30)).orThrow().exitCode());
        assertEquals(Result.ok(), guest.leave(Leave.POWER_OFF));
      }
      lab.awaitPower("k1", Power.STOPPED);
      System.out.println(lab.clock() + " stopped");
      Path target = folder.resolve("new.qcow2");
      var exported = lab.export("k1", List.of(target));
      System.out.println(lab.clock() + " exported " + exported);
      assertEquals(LabHost.sha256(target), exported.sha256().getFirst());
      lab.release("k1");
      assertFalse(Files.exists(lab.work().resolve("k1")));
      assertEquals(List.of(), lab.deployments());
      System.out.println(lab.clock() + " released");
    }
  }
}
