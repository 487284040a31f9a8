package org.dormouse.hypervisor.qemu.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.dormouse.hypervisor.qemu.internal.KvmProof.Verdict;
import org.dormouse.image.ConfinedProcess;
import org.dormouse.spi.Hypervisor.Power;
import org.junit.jupiter.api.Test;

class KvmProofTest extends HostTest {

  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private KvmProof proof(Instant now, String program) {
    try (LabHost other = new LabHost(folder, Map.of("program", program))) {
      return new KvmProof(HostSettings.of(other.spec()).orThrow(), InstantSource.fixed(now));
    }
  }

  private Path emulator(String name, String text) throws Exception {
    Path program = Files.writeString(folder.resolve(name), text);
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void successHoldsForThisEmulatorOnly() throws Exception {
    String program = emulator("one", "1").toString();
    assertEquals(Verdict.UNKNOWN, proof(NOW, program).written().verdict());
    proof(NOW, program).write(true, "");
    assertEquals(Verdict.WORKS, proof(NOW.plus(Duration.ofDays(400)), program).written().verdict());
    assertEquals(Verdict.UNKNOWN, proof(NOW, emulator("other", "22").toString()).written().verdict());
  }

  @Test
  void failureHoldsForADayAndSaysWhy() throws Exception {
    String program = emulator("one", "1").toString();
    proof(NOW, program).write(false, "it crawls");
    assertEquals(new KvmProof.Known(Verdict.FAILS, "it crawls"),
        proof(NOW.plus(Duration.ofHours(23)), program).written());
    assertEquals(Verdict.UNKNOWN, proof(NOW.plus(Duration.ofHours(25)), program).written().verdict());
  }

  @Test
  void damagedProofIsNone() throws Exception {
    String program = emulator("one", "1").toString();
    proof(NOW, program).write(true, "");
    for (String damage : new String[] {"", "{", "{}", "[]", "null", "{\"works\": true}"}) {
      Files.writeString(lab.work().resolve(".host/kvm.json"), damage);
      assertEquals(Verdict.UNKNOWN, proof(NOW, program).written().verdict(), damage);
    }
  }

  @Test
  void vmThatCannotBeStartedWithKvmIsStartedWithout() throws Exception {
    Path real = ConfinedProcess.find("qemu-system-x86_64").orElseThrow();
    String program = emulator("emulator", """
        #!/bin/sh
        case "$*" in *'-accel kvm'*) echo 'qemu-system-x86_64: failed to initialize kvm: I/O error' >&2; exit 1;; esac
        exec %s "$@"
        """.formatted(real)).toString();
    try (LabHost other = new LabHost(folder, Map.of("program", program, "accelerator", "auto"))) {
      other.deployAndStart("k", LabHost.machine(BootSector.SHUTS_DOWN.qcow2(folder.resolve("a.qcow2"), 4)));
      other.awaitPower("k", Power.STOPPED);
      HostSettings settings = HostSettings.of(other.spec()).orThrow();
      assertEquals(Verdict.FAILS, new KvmProof(settings).known().verdict());
      assertTrue(other.hypervisor().check(other.spec()).orThrow().findings().stream()
          .anyMatch(finding -> finding.code().equals("kvm-unusable")));
    }
  }
}
