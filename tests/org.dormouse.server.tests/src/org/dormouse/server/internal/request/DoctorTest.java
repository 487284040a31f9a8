package org.dormouse.server.internal.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.dormouse.api.Engine;
import org.dormouse.api.Machines.FindingInfo;
import org.dormouse.api.Reports.CheckReport;
import org.dormouse.api.client.StatePlace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a machine, found among programs that the test puts there. */
class DoctorTest {

  private static final List<String> TOOLS =
      List.of("qemu-system-x86_64", "qemu-img", "mke2fs", "setsid", "prlimit", "cp");
  private static final List<Engine.Backend> ALL = Stream.of("Hypervisor", "LibraryBackend", "UpdateService",
      "GuestChannel", "DiskReader", "ImageInspector")
      .map(contract -> new Engine.Backend(contract, "x", "a.bundle", "1", List.of())).toList();

  @TempDir
  private Path folder;
  private Path programs;
  private StatePlace state;

  @BeforeEach
  void aMachineThatHasEverything() throws IOException {
    programs = Files.createDirectory(folder.resolve("bin"));
    for (String tool : TOOLS) {
      program(tool, "echo " + tool + " 1.0");
    }
    state = new StatePlace(Files.createDirectory(folder.resolve("state")), folder.resolve("run"));
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private CheckReport examine(List<Engine.Backend> backends) {
    return new Doctor(state, () -> backends, List.of(programs)).examine();
  }

  private static List<String> blocks(CheckReport report) {
    return report.findings().stream().filter(finding -> finding.severity().equals("BLOCK"))
        .map(finding -> finding.code() + " " + finding.subject()).toList();
  }

  @Test
  void aMachineThatHasEverythingIsWellAndItsProgramsSayTheirVersions() {
    CheckReport report = examine(ALL);
    assertEquals(List.of(), blocks(report));
    assertTrue(report.ok());
    for (String tool : TOOLS) {
      assertTrue(report.facts().stream().anyMatch(fact -> fact.name().equals(tool)
          && fact.value().equals(tool + " 1.0")), tool);
    }
  }

  @Test
  void eachProgramThatIsMissingIsNamedWithThePackageThatHasIt() throws IOException {
    for (String tool : TOOLS) {
      Files.delete(programs.resolve(tool));
      CheckReport report = examine(ALL);
      assertFalse(report.ok());
      assertEquals(List.of("tool-missing " + tool), blocks(report));
      FindingInfo finding = report.findings().stream().filter(one -> one.subject().equals(tool)).findFirst()
          .orElseThrow();
      assertTrue(finding.remedy().matches("apt-get install [a-z0-9-]+"), finding.remedy());
      program(tool, "echo " + tool + " 1.0");
    }
  }

  @Test
  void aProgramThatDoesNotWorkIsNotTakenForOneThatDoes() throws IOException {
    program("qemu-img", "echo no library; exit 127");
    CheckReport report = examine(ALL);
    assertEquals(List.of("tool-broken qemu-img"), blocks(report));
    assertTrue(report.findings().stream().anyMatch(finding -> finding.message().contains("no library")));
  }

  @Test
  void aProgramThatOnlyOneBackEndCallsIsNamedWithThatBackEnd() throws IOException {
    List<Engine.Backend> installed = Stream.concat(ALL.stream(), Stream.of(
        new Engine.Backend("Hypervisor", "other", "com.example", "1", List.of("qemu-img", "othervisor")))).toList();
    FindingInfo finding = examine(installed).findings().stream().filter(one -> one.subject().equals("othervisor"))
        .findFirst().orElseThrow();
    assertEquals("WARN tool-missing othervisor is missing; the back end other of com.example calls it.",
        finding.severity() + " " + finding.code() + " " + finding.message());
    program("othervisor", "echo 1.0");
    assertTrue(examine(installed).findings().stream().noneMatch(one -> one.code().equals("tool-missing")));
  }

  @Test
  void aContractWithoutABackEndIsNamed() {
    CheckReport report = examine(ALL.subList(0, 5));
    assertEquals(List.of("no-back-end ImageInspector"), blocks(report));
  }

  @Test
  void aStateFolderThatIsGoneIsNamedAndNothingIsLeftInOneThatIsThere() throws IOException {
    examine(ALL);
    try (var left = Files.list(state.folder())) {
      assertEquals(0, left.count());
    }
    Files.delete(state.folder());
    assertEquals(List.of("state-not-writable " + state.folder()), blocks(examine(ALL)));
  }
}
