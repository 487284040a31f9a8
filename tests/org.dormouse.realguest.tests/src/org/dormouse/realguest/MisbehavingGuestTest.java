package org.dormouse.realguest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Guests in which something goes wrong: the image stays as it was, to the byte, and the report says why. */
class MisbehavingGuestTest {

  @Test
  @Tag("smoke")
  void aFailingMaintainerScriptLeavesTheImage() {
    imageIsLeft("failing", List.of("package-script-failed"));
  }

  @Test
  @Tag("full")
  void aFullDiskInTheGuestLeavesTheImage() {
    imageIsLeft("huge", List.of("guest-disk-full"));
  }

  @Test
  @Tag("smoke")
  void anAgentThatStopsAnsweringIsBounded() {
    try (Sandbox sandbox = new Sandbox()) {
      sandbox.guest("busybox", "web01").repository("mute");
      failsWith(sandbox, List.of("step-timed-out", "guest-silent"), "--install-timeout", "180", "--max-cycles", "1");
      String script = sandbox.json("run", "script", sandbox.lastRun(), "lab/web01", "install").toString();
      assertTrue(script.contains("dist-upgrade"), () -> "apt had begun to install: " + script);
    }
  }

  /** The time is that of the clean-up in the guest as well, which takes its part of it under emulation. */
  @Test
  @Tag("full")
  void aGuestThatIgnoresShutdownIsNeverStored() {
    imageIsLeft("stubborn", List.of("guest-ignores-shutdown"), "--shutdown-timeout", "150");
  }

  /** apt-get update failing in the guest once passed for "nothing pending", and the image was stored as serviced. */
  @Test
  @Tag("smoke")
  void anIndexThatTheGuestRefusesIsNotTakenForNothingPending() {
    try (Sandbox sandbox = new Sandbox()) {
      // signed by a key that the service knows and the guest does not
      sandbox.guest("busybox", "web01").repository("small").updates("guestKeys=true");
      failsWith(sandbox, List.of("guest-lacks-key"));
      List<String> steps = Sandbox.stepsRun(sandbox.report("web01"));
      assertTrue(steps.contains("scan") && !steps.contains("install"), () -> "refused in the guest: " + steps);
    }
  }

  @Test
  @Tag("smoke")
  void aHalfConfiguredPackageIsNamedBeforeAnythingIsInstalled() throws IOException {
    try (Sandbox sandbox = new Sandbox()) {
      sandbox.guest("busybox", "web01").repository("small");
      Path status = sandbox.folder.resolve("status");
      Files.writeString(status, Lab.file(sandbox.image("web01"), "/var/lib/dpkg/status").replaceFirst(
          "(Package: netbase\nStatus: install ok )installed", "$1half-configured"));
      Offline.change(sandbox.image("web01"), "rm /var/lib/dpkg/status", "write " + status + " /var/lib/dpkg/status");
      failsWith(sandbox, List.of("dpkg-half-configured"));
    }
  }

  @Test
  @Tag("smoke")
  void anImageReplacedBySomebodyElseIsKeptAndSoIsTheNewOne() throws Exception {
    try (Sandbox sandbox = new Sandbox()) {
      sandbox.guest("busybox", "web01").repository("small,slow").defined();
      String old = Lab.version(sandbox.image("web01"), "base-files");
      String run = sandbox.begin();
      sandbox.awaitDetail(run, "install", "hostname");
      Path theirs = sandbox.folder.resolve("theirs.qcow2");
      Files.copy(sandbox.image("web01"), theirs);
      Files.move(theirs, sandbox.image("web01"), StandardCopyOption.ATOMIC_MOVE);
      String before = Sandbox.sha256(sandbox.image("web01"));
      var said = sandbox.cli("run", "watch", run);
      assertEquals(1, said.exitCode(), said.all());
      JsonObject report = sandbox.report("web01");
      assertEquals("image-replaced", Sandbox.troubleOf(report), report.toString());
      assertEquals(before, Sandbox.sha256(sandbox.image("web01")));

      Path aside = onlyOneIn(sandbox.library.resolve(".dormouse/aside"));
      Path ours = onlyOneIn(aside);
      assertEquals(old + "+dormouse1", Lab.version(ours, "base-files"), "what was serviced is there, whole");
      String message = report.getAsJsonObject("trouble").get("message").getAsString();
      assertTrue(message.contains(aside.toString()), "names where ours is: " + message);
      // what the message says to do
      Sandbox.delete(aside);
    }
  }

  private static Path onlyOneIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertEquals(1, all.size(), all.toString());
      return all.getFirst();
    }
  }

  private static void imageIsLeft(String set, List<String> codes, String... jobOptions) {
    try (Sandbox sandbox = new Sandbox()) {
      sandbox.guest("busybox", "web01").repository(set);
      failsWith(sandbox, codes, jobOptions);
    }
  }

  private static void failsWith(Sandbox sandbox, List<String> codes, String... jobOptions) {
    sandbox.defined(jobOptions);
    String before = Sandbox.sha256(sandbox.image("web01"));
    var said = sandbox.run();
    assertEquals(1, said.exitCode(), said.all());
    JsonObject report = sandbox.report("web01");
    assertTrue(codes.contains(Sandbox.troubleOf(report)), report.toString());
    assertEquals(before, Sandbox.sha256(sandbox.image("web01")));
  }
}
