package org.dormouse.hypervisor.qemu.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.GuestSession.JobResult;
import org.dormouse.spi.GuestSession.Leave;
import org.dormouse.spi.Hypervisor.Power;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Detached jobs in a real guest, one boot for all of it; see {@link LabHost} for what it needs. */
@Tag("real-guest")
@Timeout(600)
class RealJobsTest {

  @TempDir
  Path folder;

  private static String code(Result<?> result) {
    return result.failure().map(Trouble::code).orElse("no failure");
  }

  @Test
  void jobsOutliveTheAgentAndEndWhole() throws Exception {
    try (LabHost lab = new LabHost(folder)) {
      lab.deployAndStart("k");
      try (GuestSession guest = lab.awaitGuest("k")) {
        System.out.println(lab.clock() + " " + lab.shell(guest, "cat /proc/1/comm").strip());
        linkIsDown(lab, guest);
        jobOutlivesTheAgent(lab, guest);
        endedJobLeavesNoProcess(lab, guest);
        resultsAreBounded(lab, guest);
        scriptRunsAsAnAdministratorWould(lab, guest);
        killedJobIsNoResult(lab, guest);
        restartedGuestKnowsNothingOfTheJob(lab, guest);
      }
      try (GuestSession guest = lab.awaitGuest("k")) {
        assertEquals(Result.ok(), guest.leave(Leave.POWER_OFF));
      }
      lab.awaitPower("k", Power.STOPPED);
      System.out.println(lab.clock() + " stopped");
    }
  }

  private static void linkIsDown(LabHost lab, GuestSession guest) {
    String carriers = lab.shell(guest, "for c in /sys/class/net/[!l]*/carrier; do echo \"${c%/*}\";"
        + " cat $c 2>/dev/null; done");
    assertTrue(carriers.startsWith("/sys/class/net/e") && !carriers.contains("\n1"), carriers);
    System.out.println(lab.clock() + " card " + carriers.strip().replace('\n', ' '));
  }

  private static void jobOutlivesTheAgent(LabHost lab, GuestSession guest) {
    String away = lab.shell(guest, "test -d /run/systemd/system && printf systemctl").isEmpty()
        ? "pkill -STOP qemu-ga || kill -STOP $(busybox pidof qemu-ga); sleep 8; kill -9 $(busybox pidof qemu-ga)"
        : "systemctl stop qemu-guest-agent; sleep 8; systemctl start qemu-guest-agent";
    assertEquals(Result.ok(), guest.startJob("agent-away", away + "; echo survived"));
    JobResult result = lab.awaitJob(guest, "agent-away");
    assertEquals(0, result.exitCode(), result.log());
    assertTrue(result.log().endsWith("survived\n"), result.log());
    assertEquals(0, lab.awaitJob(guest, "agent-away").exitCode());
    assertEquals(Result.ok(), guest.endJob("agent-away"));
    assertEquals("guest-job-unknown", failure(guest.pollJob("agent-away")));
    System.out.println(lab.clock() + " survived the agent");
  }

  private static String failure(Progress<JobResult> progress) {
    return assertInstanceOf(Progress.Failed.class, progress).trouble().code();
  }

  private static void endedJobLeavesNoProcess(LabHost lab, GuestSession guest) {
    String script = "trap '' TERM HUP; setsid sh -c 'trap \"\" TERM; sleep 1111' & sleep 2222";
    assertEquals(Result.ok(), guest.startJob("long", script));
    assertInstanceOf(Progress.Running.class, guest.pollJob("long"));
    assertEquals(Result.ok(), guest.endJob("long"));
    assertEquals(Result.ok(), guest.endJob("long"));
    assertEquals("", lab.shell(guest,
        "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n' | grep -x -e '11[1]1' -e '22[2]2'"));
    assertEquals("", lab.shell(guest, "ls -d /run/dormouse 2>/dev/null; systemctl list-units --all 2>/dev/null"
        + " | grep dormouse"));
    System.out.println(lab.clock() + " ended");
  }

  private static void resultsAreBounded(LabHost lab, GuestSession guest) {
    assertEquals(Result.ok(), guest.startJob("loud", "head -c 3000000 /dev/zero | tr '\\0' x; echo the end; exit 7"));
    JobResult result = lab.awaitJob(guest, "loud");
    assertEquals(7, result.exitCode());
    assertEquals(64 * 1024, result.log().length());
    assertTrue(result.log().endsWith("the end\n"));
    assertEquals(Result.ok(), guest.endJob("loud"));
    var loud = guest.run(List.of("/bin/sh", "-c", "head -c 3000000 /dev/zero | tr '\\0' x; exit 6"),
        new byte[0], Duration.ofSeconds(60)).orThrow();
    assertTrue(loud.truncated() && loud.exitCode() == 6 && loud.output().length == 1 << 20);
    assertEquals("guest-command-late", code(guest.run(List.of("sleep", "3333"), new byte[0],
        Duration.ofSeconds(1))));
    assertEquals("in and out", new String(guest.run(List.of("cat"), "in and out".getBytes(
        StandardCharsets.US_ASCII), Duration.ofSeconds(60)).orThrow().output(), StandardCharsets.US_ASCII));
    System.out.println(lab.clock() + " bounded");
  }

  private static void scriptRunsAsAnAdministratorWould(LabHost lab, GuestSession guest) {
    assertEquals(Result.ok(), guest.startJob("who", "umask; id -u; pwd; echo $HOME; echo $DORMOUSE_DIR;"
        + " command -v dpkg; echo \"it's $$\" | tr -d 0-9; ls $DORMOUSE_DIR/script"));
    JobResult result = lab.awaitJob(guest, "who");
    assertEquals("0022\n0\n/\n/root\n/run/dormouse/who\n/usr/bin/dpkg\nit's \n/run/dormouse/who/script\n",
        result.log());
    assertEquals(Result.ok(), guest.endJob("who"));
  }

  private static void killedJobIsNoResult(LabHost lab, GuestSession guest) {
    assertEquals(Result.ok(), guest.startJob("killed", "sleep 4444"));
    lab.shell(guest, "read -r p rest < /run/dormouse/killed/pid; kill -9 -$p");
    Progress<JobResult> progress = guest.pollJob("killed");
    for (int i = 0; i < 20 && progress instanceof Progress.Running; i++) {
      Pause.millis(200);
      progress = guest.pollJob("killed");
    }
    assertEquals("guest-job-died", failure(progress));
    assertEquals(Result.ok(), guest.endJob("killed"));
    System.out.println(lab.clock() + " killed is told");
  }

  private static void restartedGuestKnowsNothingOfTheJob(LabHost lab, GuestSession guest) {
    String boot = guest.facts().orThrow().bootId();
    assertEquals(Result.ok(), guest.startJob("restart", "sleep 5555"));
    assertEquals(Result.ok(), guest.leave(Leave.RESTART));
    while (guest.facts().toOptional().map(facts -> facts.bootId().equals(boot)).orElse(true)) {
      assertEquals(Power.RUNNING, lab.power("k"));
      Pause.millis(200);
    }
    assertEquals("guest-job-unknown", failure(guest.pollJob("restart")));
    assertEquals(Result.ok(), guest.endJob("restart"));
    System.out.println(lab.clock() + " restarted");
  }
}
