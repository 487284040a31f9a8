package org.dormouse.update.apt.internal.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dormouse.spi.PackageChange;
import org.dormouse.spi.Progress;
import org.dormouse.spi.UpdateService.Installed;
import org.dormouse.spi.UpdateService.Proof;
import org.junit.jupiter.api.Test;

/** What is concluded from what a guest says while and after it is updated, and that nothing stays behind. */
class InstallTest extends GuestWorkFixture {
  @Test
  void installSuppliesThePackagesAndComparesBeforeAndAfter() throws IOException {
    Installed installed = assertInstanceOf(Progress.Done.class, install()) instanceof Progress.Done<?> done
        ? (Installed) done.value() : null;
    assertEquals(List.of(new PackageChange("hello", "amd64", "1", "2", 14, "stable")), installed.changes());
    assertFalse(installed.restartNeeded());
    assertEquals(2, fake.media.size());
    assertEquals("ok", code(install()), "asked again, it answers again");
  }

  @Test
  void aSecondCycleIsNotAnsweredByTheFirst() {
    assertEquals("ok", code(install()));
    String first = fake.started.get("key-1-apt-install");
    fake.put("install/cycle", first.replaceFirst("(?s)CYCLE='([0-9a-f]+)'.*", "$1") + "\n");
    assertEquals("ok", code(install()));
    assertFalse(fake.ended.contains("key-1-apt-install"), "the same updates are not installed twice");
    fake.put("scan/simulate", INST.replace("[1]", "[1.5]"));
    assertEquals("ok", code(install()));
    assertTrue(fake.ended.contains("key-1-apt-install"));
    assertFalse(fake.started.get("key-1-apt-install").equals(first));
  }

  @Test
  void whatIsLeftAfterwardsIsToldWithIt() {
    assertEquals(Optional.empty(), installed().left(), "it was not asked");
    fake.put("install/codes", "install 0\npackages 0\naudit 0\nrestart 1\nsimulate 0\n").put("install/simulate", NOTHING);
    assertEquals(List.of(), installed().left().orElseThrow().changes());
    fake.put("install/codes", "install 0\npackages 0\naudit 0\nrestart 0\nsimulate 0\n");
    assertTrue(installed().restartNeeded());
    assertEquals(Optional.empty(), installed().left(), "after the restart it may be something else");
    fake.put("install/codes", "install 0\npackages 0\naudit 0\nrestart 1\nsimulate 0\n")
        .put("install/simulate", "Remv hello [2]\n");
    assertEquals(Optional.empty(), installed().left(), "the scan that follows names the trouble");
  }

  private Installed installed() {
    return (Installed) ((Progress.Done<?>) (Progress<?>) install()).value();
  }

  @Test
  void newKernelNeedsARestart() {
    fake.put("install/packages", AFTER + "linux-image-6.1.0-9-amd64\tamd64\t1\tinstall\tok\tinstalled\t1\n");
    assertTrue(((Installed) ((Progress.Done<?>) (Progress<?>) install()).value()).restartNeeded());
  }

  @Test
  void corruptOrMissingPackageIsNotGivenToTheGuest() throws IOException {
    Path deb = repository.root.resolve("pool/main/hello_2_amd64.deb");
    Files.writeString(deb, "deb of hello X");
    assertEquals("package-corrupt", code(install()));
    Files.delete(deb);
    assertEquals("package-missing", code(install()));
    assertFalse(fake.started.containsKey("key-1-apt-install"));
  }

  @Test
  void failingMaintainerScriptIsNamed() {
    fake.put("install/codes", "install 100\npackages 0\naudit 0\n").put("install/log",
        "dpkg: error processing package hello (--configure):\n installed hello package post-installation script"
            + " subprocess returned error exit status 1\nE: Sub-process /usr/bin/dpkg returned an error code (1)\n");
    Progress<Installed> progress = install();
    assertEquals("package-script-failed", code(progress));
    assertTrue(((Progress.Failed<?>) (Progress<?>) progress).trouble().message().contains("package hello"));
  }

  @Test
  void fullDiskIsNamedBeforeAndAfter() {
    fake.put("scan/df", "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/vda1 9 9 10 99% /\n");
    assertEquals("guest-disk-full", code(install()));
    fake.put("scan/df", "").put("install/codes", "install 100\npackages 0\naudit 0\n")
        .put("install/log", "dpkg: error processing archive x (--unpack):\n cannot copy: No space left on device\n");
    assertEquals("guest-disk-full", code(install()));
  }

  @Test
  void busyAptIsPassingAndCanBeTriedAgain() {
    fake.put("install/codes", "install 100\npackages 0\naudit 0\n").put("install/log",
        "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 1 (apt)\n");
    Progress<Installed> progress = install();
    assertEquals("update-client-busy", code(progress));
    assertTrue(((Progress.Failed<?>) (Progress<?>) progress).trouble().passing());
    assertTrue(fake.ended.contains("key-1-apt-install"));
  }

  @Test
  void anInstallationThatChangesNothingIsNoSuccess() {
    fake.put("install/packages", BEFORE);
    assertEquals("update-not-present", code(install()));
  }

  @Test
  void auditAfterTheInstallationCounts() {
    fake.put("install/audit", "The following packages are only half configured\n");
    assertEquals("dpkg-half-configured", code(install()));
  }

  @Test
  void proofStatesWhatWasProven() {
    Progress<Proof> progress = verify();
    Proof proof = (Proof) ((Progress.Done<?>) (Progress<?>) progress).value();
    assertEquals(guest.snapshot().id(), proof.snapshotId());
    assertTrue(proof.statements().getFirst().contains(guest.snapshot().indexes().getFirst().sha256()));
    assertEquals(1, proof.packages().size());
  }

  @Test
  void nothingIsProvenWhileSomethingIsPendingOrMissing() {
    fake.put("verify/simulate", INST);
    assertEquals("updates-still-pending", code(verify()));
    fake.put("verify/simulate", NOTHING).put("verify/packages", BEFORE);
    assertEquals("update-not-present", code(verify()));
    fake.put("verify/packages", AFTER).put("verify/audit", "something\n");
    assertEquals("dpkg-half-configured", code(verify()));
    fake.put("verify/audit", "").put("proof/_run_InRelease", "x");
    assertEquals("guest-index-mismatch", code(verify()));
  }

  @Test
  void leaveRemovesJobsFilesAndMediaAndMayBeRepeated() throws IOException {
    assertEquals("ok", code(install()));
    assertTrue(service.leave(guest).isOk());
    assertTrue(fake.media.isEmpty());
    assertTrue(fake.ended.containsAll(List.of("key-1-apt-scan", "key-1-apt-install", "key-1-apt-verify")));
    try (var left = Files.list(guest.workFolder())) {
      assertEquals(0, left.count());
    }
    assertTrue(service.leave(guest).isOk());
  }
}
