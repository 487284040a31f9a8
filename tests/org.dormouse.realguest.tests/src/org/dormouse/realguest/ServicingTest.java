package org.dormouse.realguest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Stale guests become up to date, and nothing else of them changes. */
@Tag("smoke")
class ServicingTest {

  @Test
  void twoDifferentStaleGuestsAreServicedSideBySideAndNotWokenAgain() {
    try (Sandbox sandbox = new Sandbox()) {
      sandbox.guest("busybox", "web01").guest("systemd", "db01").repository("small").defined();
      String before = Sandbox.sha256(sandbox.image("web01"));

      var said = sandbox.run();
      assertEquals(0, said.exitCode(), said.all());
      for (String vm : List.of("web01", "db01")) {
        JsonObject report = sandbox.report(vm);
        assertEquals("SUCCEEDED", report.get("state").getAsString(), report.toString());
        assertTrue(Lab.version(sandbox.image(vm), "base-files").endsWith("+dormouse1"), vm);
        assertFalse(report.getAsJsonArray("proof").isEmpty());
      }

      assertEquals(List.of(Sandbox.sha256(sandbox.image("web01")), before), imageHashes(sandbox.report("web01")));

      // the second time there is nothing to do, and nobody is woken to find that out
      String serviced = Sandbox.sha256(sandbox.image("web01"));
      said = sandbox.run();
      assertEquals(0, said.exitCode(), said.all());
      JsonObject again = sandbox.report("web01");
      assertEquals("UP_TO_DATE", again.get("state").getAsString());
      assertFalse(Sandbox.stepsRun(again).contains("deploy"), again.toString());
      assertEquals(serviced, Sandbox.sha256(sandbox.image("web01")));

      // and the way back leads to the very bytes that were there
      sandbox.cli("vm", "rollback", "lab/web01").expectSuccess();
      assertEquals(before, Sandbox.sha256(sandbox.image("web01")));
    }
  }

  /** Of the first disk, newest generation first. */
  private static List<String> imageHashes(JsonObject report) {
    return report.getAsJsonArray("generations").asList().stream().map(generation -> generation.getAsJsonObject()
        .getAsJsonArray("files").get(0).getAsJsonObject().get("sha256").getAsString()).toList();
  }

  @Test
  void theGuestAgentItselfIsUpgradedInASystemdGuest() {
    try (Sandbox sandbox = new Sandbox()) {
      sandbox.guest("systemd", "db01").repository("agent").defined();
      var said = sandbox.run();
      assertEquals(0, said.exitCode(), said.all());
      assertTrue(Lab.version(sandbox.image("db01"), "qemu-guest-agent").endsWith("+dormouse1"));
    }
  }

  @Test
  void aNewKernelIsInstalledAndBootedOnceBeforeTheGuestIsStored() throws IOException {
    try (Sandbox sandbox = new Sandbox()) {
      // in the guest, after the restart: the kernel of the repository has its release name in it
      String booted = """
          [{"name": "booted", "juncture": "afterInstall", "kind": "healthCheck", "check": "exitCode",
            "target": "uname -r | grep -q '^6[.]1[.]0-99'"}]""";
      sandbox.guest("busybox", "web01").repository("kernel").defined("--hook-file",
          Files.writeString(sandbox.folder.resolve("hooks.json"), booted).toString());
      var said = sandbox.run();
      assertEquals(0, said.exitCode(), said.all());
      assertEquals(1, sandbox.report("web01").get("restarts").getAsInt());
      assertTrue(Lab.file(sandbox.image("web01"), "/var/lib/dpkg/status").contains("linux-image-6.1.0-99"));
    }
  }

  @Test
  void bothDisksOfATwoDiskMachineAreStoredAsOneGeneration() throws Exception {
    try (Sandbox sandbox = new Sandbox()) {
      sandbox.guest("busybox", "web01", "--second-disk", sandbox.library.resolve("web01-data.qcow2").toString());
      TwoDisks.describe(sandbox);
      sandbox.repository("small").defined();
      String data = Sandbox.sha256(sandbox.library.resolve("web01-data.qcow2"));
      var said = sandbox.run();
      assertEquals(0, said.exitCode(), said.all());
      JsonObject report = sandbox.report("web01");
      JsonObject generation = report.getAsJsonArray("generations").get(0).getAsJsonObject();
      assertTrue(generation.getAsJsonArray("files").size() >= 2, generation.toString());
      assertNotEquals(data, Sandbox.sha256(sandbox.library.resolve("web01-data.qcow2")));
      assertTrue(Lab.version(sandbox.image("web01"), "base-files").endsWith("+dormouse1"));
    }
  }
}
