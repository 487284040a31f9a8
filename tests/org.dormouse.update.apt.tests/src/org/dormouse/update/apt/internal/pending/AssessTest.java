package org.dormouse.update.apt.internal.pending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.dormouse.spi.PackageChange;
import org.dormouse.spi.UpdateService.Assessment;
import org.dormouse.spi.UpdateService.InstalledPackage;
import org.dormouse.spi.UpdateService.Snapshot;
import org.dormouse.update.apt.internal.AptUpdateService;
import org.dormouse.update.apt.internal.TestRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssessTest {
  @TempDir
  Path folder;
  private final StringBuilder status = new StringBuilder();
  private final FakeGuestFiles files = new FakeGuestFiles();
  private final AptUpdateService service = new AptUpdateService(InstantSource.fixed(TestRepository.NOW));
  private TestRepository repository;

  @BeforeEach
  void begin() {
    repository = new TestRepository(folder.resolve("repository"));
    installed("dpkg", "1.21", "amd64", "");
  }

  private void installed(String name, String version, String architecture, String more) {
    with("install ok installed", name, version, architecture, more);
  }

  private void with(String state, String name, String version, String architecture, String more) {
    status.append("Package: ").append(name).append("\nStatus: ").append(state).append("\nVersion: ").append(version)
        .append("\nArchitecture: ").append(architecture).append('\n').append(more).append('\n');
  }

  private Assessment assess() throws IOException {
    files.put("/var/lib/dpkg/status", status.toString());
    Snapshot snapshot = service.refresh(repository.publish().service(), folder.resolve("cache")).orThrow();
    return service.assess(repository.service(), snapshot, files);
  }

  private List<String> pending() throws IOException {
    return assertInstanceOf(Assessment.Pending.class, assess()).changes().stream().map(AssessTest::line).toList();
  }

  private static String line(PackageChange change) {
    return change.name() + " " + change.installedVersion() + ">" + change.candidateVersion();
  }

  private String cannotTell() throws IOException {
    return assertInstanceOf(Assessment.CannotTell.class, assess()).code();
  }

  @Test
  void newerVersionsArePendingWithSizeAndOrigin() throws IOException {
    installed("hello", "1", "amd64", "");
    repository.add("hello", "2", "amd64", "").add("hello", "1.5", "amd64", "").add("other", "9", "amd64", "");
    assertEquals(List.of(new PackageChange("hello", "amd64", "1", "2", "deb of hello 2".length(), "stable")),
        assertInstanceOf(Assessment.Pending.class, assess()).changes());
  }

  @Test
  void sameOrOlderVersionsAreNotPending() throws IOException {
    installed("hello", "2", "amd64", "");
    installed("world", "2", "amd64", "");
    repository.add("hello", "2", "amd64", "").add("world", "2~rc1", "amd64", "");
    assertEquals(List.of(), pending());
  }

  /** Nothing of an older release is ever newer, and that must not pass for being up to date. */
  @Test
  void anIndexOfAnotherReleaseOrDistributionTellsNothing() throws IOException {
    installed("hello", "2", "amd64", "");
    repository.add("hello", "1", "amd64", "");
    files.put("/etc/os-release", "NAME=\"Debian GNU/Linux\"\nID=debian\nVERSION_CODENAME=trixie\n");
    repository.fields.put("Origin", "Debian");
    for (String own : List.of("trixie", "trixie-security", "sid")) {
      repository.fields.put("Codename", own);
      assertEquals(List.of(), pending());
    }
    repository.fields.put("Codename", "bookworm-security");
    assertEquals("other-release", cannotTell());
    repository.fields.put("Codename", "trixie");
    repository.fields.put("Origin", "Ubuntu");
    assertEquals("other-release", cannotTell());
    files.put("/etc/os-release", "ID=derived\nID_LIKE=debian\nVERSION_CODENAME=own\n");
    assertEquals(List.of(), pending());
  }

  @Test
  void heldPackagesAreLeft() throws IOException {
    with("hold ok installed", "hello", "1", "amd64", "");
    repository.add("hello", "2", "amd64", "");
    assertEquals(List.of(), pending());
  }

  @Test
  void removedPackagesAreLeft() throws IOException {
    with("deinstall ok config-files", "hello", "1", "amd64", "");
    repository.add("hello", "2", "amd64", "");
    assertEquals(List.of(), pending());
  }

  @Test
  void kernelThatAMetaPackageBringsIsNew() throws IOException {
    installed("linux-image-amd64", "6.1.1", "amd64", "");
    installed("linux-image-6.1.0-1", "6.1.1", "amd64", "");
    repository.add("linux-image-amd64", "6.1.2", "amd64", "Depends: linux-image-6.1.0-2 (= 6.1.2)\n")
        .add("linux-image-6.1.0-2", "6.1.2", "amd64", "Depends: kmod, initramfs | other\n")
        .add("kmod", "1", "amd64", "").add("dracut", "1", "all", "Provides: initramfs\n");
    assertEquals(List.of("dracut >1", "kmod >1", "linux-image-6.1.0-2 >6.1.2", "linux-image-amd64 6.1.1>6.1.2"),
        pending());
  }

  @Test
  void satisfiedDependenciesBringNothingNew() throws IOException {
    installed("hello", "1", "amd64", "");
    installed("exim", "4", "amd64", "Provides: mail-agent (= 4)\n");
    repository.add("hello", "2", "amd64", "Depends: dpkg (>= 1.20), mail-agent (>= 3) | postfix\n")
        .add("postfix", "1", "amd64", "");
    assertEquals(List.of("hello 1>2"), pending());
  }

  @Test
  void newRecommendationsComeUnlessSwitchedOff() throws IOException {
    installed("hello", "1", "amd64", "Recommends: old\n");
    repository.add("hello", "2", "amd64", "Recommends: old, fresh\n").add("old", "1", "all", "")
        .add("fresh", "1", "all", "");
    assertEquals(List.of("fresh >1", "hello 1>2"), pending());
    files.put("/etc/apt/apt.conf.d/01norecommends", "APT::Install-Recommends \"false\";\n");
    assertEquals(List.of("hello 1>2"), pending());
  }

  @Test
  void anUpdateWhoseDependencyIsMissingIsStillPending() throws IOException {
    installed("hello", "1", "amd64", "");
    repository.add("hello", "2", "amd64", "Depends: nowhere\n");
    assertEquals(List.of("hello 1>2"), pending());
  }

  @Test
  void packageMayBecomeIndependentOfTheArchitecture() throws IOException {
    installed("hello", "1", "amd64", "");
    installed("world", "1", "all", "");
    repository.add("hello", "2", "all", "").add("world", "2", "amd64", "");
    assertEquals(List.of("hello 1>2", "world 1>2"), pending());
  }

  @Test
  void pinsAreObeyed() throws IOException {
    installed("hello", "1", "amd64", "");
    installed("world", "1", "amd64", "");
    repository.add("hello", "2", "amd64", "").add("world", "2", "amd64", "");
    files.put("/etc/apt/preferences", "Package: hel*\nPin: release o=Test\nPin-Priority: -1\n");
    assertEquals(List.of("world 1>2"), pending());
    files.put("/etc/apt/preferences", "Package: *\nPin: version *\nPin-Priority: 50\n");
    assertEquals(List.of(), pending());
    files.put("/etc/apt/preferences", "Package: *\nPin: origin deb.example.org\nPin-Priority: 1\n");
    assertEquals(List.of("hello 1>2", "world 1>2"), pending());
  }

  @Test
  void pinAboveThousandGoesBack() throws IOException {
    installed("hello", "2", "amd64", "");
    repository.add("hello", "1", "amd64", "");
    files.put("/etc/apt/preferences.d/down.pref", "Package: hello\nPin: version 1\nPin-Priority: 1001\n");
    files.put("/etc/apt/preferences.d/ignored.bak", "Package: *\nPin: version *\nPin-Priority: -1\n");
    assertEquals(List.of("hello 2>1"), pending());
  }

  @Test
  void suitesThatAreNotAutomaticOfferNothing() throws IOException {
    installed("hello", "1", "amd64", "");
    repository.add("hello", "2", "amd64", "").fields.put("NotAutomatic", "yes");
    assertEquals(List.of(), pending());
    repository.fields.put("ButAutomaticUpgrades", "yes");
    assertEquals(List.of("hello 1>2"), pending());
  }

  @Test
  void whatCannotBeToldSaysWhy() throws IOException {
    files.put("/etc/apt/preferences", "Package: /^lib/\nPin: version *\nPin-Priority: -1\n");
    assertEquals("pins-too-complex", cannotTell());
  }

  @Test
  void foreignArchitectureCannotBeTold() throws IOException {
    installed("libc6", "1", "i386", "");
    assertEquals("architecture-not-served", cannotTell());
  }

  @Test
  void halfConfiguredCannotBeTold() throws IOException {
    with("install ok half-configured", "hello", "1", "amd64", "");
    assertEquals("dpkg-half-configured", cannotTell());
  }

  @Test
  void interruptedDpkgCannotBeTold() throws IOException {
    files.put("/var/lib/dpkg/updates/0001", "");
    assertEquals("dpkg-interrupted", cannotTell());
  }

  @Test
  void damagedOrMissingDatabaseCannotBeTold() throws IOException {
    status.append("Package: torn");
    assertEquals("package-database-unreadable", cannotTell());
    Snapshot snapshot = service.refresh(repository.service(), folder.resolve("cache")).orThrow();
    assertEquals("no-package-database", assertInstanceOf(Assessment.CannotTell.class,
        service.assess(repository.service(), snapshot, new FakeGuestFiles())).code());
  }

  @Test
  void missingSnapshotCannotBeTold() throws IOException {
    files.put("/var/lib/dpkg/status", status.toString());
    Snapshot lost = new Snapshot("test", "x", folder.resolve("lost"), List.of());
    assertEquals("snapshot-unreadable", assertInstanceOf(Assessment.CannotTell.class,
        service.assess(repository.publish().service(), lost, files)).code());
  }

  @Test
  void installedPackagesAreListedInOrder() throws IOException {
    installed("abc", "1", "all", "");
    with("deinstall ok config-files", "gone", "1", "amd64", "");
    files.put("/var/lib/dpkg/status", status.toString());
    assertEquals(List.of(new InstalledPackage("abc", "all", "1"), new InstalledPackage("dpkg", "amd64", "1.21")),
        service.installed(files).orThrow());
  }

  @Test
  void manyThreadsShareOneIndex() throws Exception {
    for (int i = 0; i < 2000; i++) {
      repository.addRaw("Package: p" + i + "\nVersion: 2\nArchitecture: all\nFilename: p\nSize: 1\n");
      if (i % 10 == 0) {
        installed("p" + i, "1", "all", "");
      }
    }
    files.put("/var/lib/dpkg/status", status.toString());
    Snapshot snapshot = service.refresh(repository.publish().service(), folder.resolve("cache")).orThrow();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Integer>> calls = IntStream.range(0, 64).<Callable<Integer>>mapToObj(i -> () ->
          assertInstanceOf(Assessment.Pending.class,
              service.assess(repository.service(), snapshot, files)).changes().size()).toList();
      for (var answer : threads.invokeAll(calls)) {
        assertEquals(200, answer.get());
      }
    }
  }
}
