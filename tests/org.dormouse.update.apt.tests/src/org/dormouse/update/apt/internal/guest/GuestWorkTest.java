package org.dormouse.update.apt.internal.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.PackageChange;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService;
import org.dormouse.spi.UpdateService.Guest;
import org.dormouse.spi.UpdateService.Installed;
import org.dormouse.spi.UpdateService.Proof;
import org.dormouse.spi.UpdateService.Scan;
import org.dormouse.update.apt.internal.AptUpdateService;
import org.dormouse.update.apt.internal.TestRepository;
import org.dormouse.update.apt.internal.index.Hashes;
import org.dormouse.update.apt.internal.index.SnapshotFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is concluded from a guest's answers. Needs mke2fs, as the product does. */
class GuestWorkTest {
  private static final String NOTHING = "Reading package lists...\n0 upgraded, 0 newly installed.\n";
  private static final String INST = "Inst hello [1] (2 Test:stable [amd64])\nConf hello (2 Test:stable [amd64])\n";
  private static final String URI = "'file:" + FakeGuest.FOLDER + "root/pool/main/hello_2_amd64.deb' "
      + "hello_2_amd64.deb 14 \n";
  private static final String BEFORE = "hello\tamd64\t1\tinstall\tok\tinstalled\t100\n";
  private static final String AFTER = "hello\tamd64\t2\tinstall\tok\tinstalled\t100\n";
  @TempDir
  Path folder;
  private final FakeGuest fake = new FakeGuest();
  private final UpdateService service = new AptUpdateService(InstantSource.fixed(TestRepository.NOW));
  private TestRepository repository;
  private Guest guest;

  @BeforeEach
  void refresh() throws IOException {
    repository = new TestRepository(folder.resolve("repository")).add("hello", "2", "amd64", "").publish();
    guest = guest(repository.service());
    answers("scan", "lists");
    answers("verify", "proof");
    fake.put("scan/simulate", INST).put("scan/uris", URI).put("scan/packages", BEFORE);
    fake.put("install/done", "").put("install/codes", "install 0\npackages 0\naudit 0\n").put("install/audit", "")
        .put("install/before", BEFORE).put("install/after", AFTER).put("install/log", "all fine\n");
    fake.put("verify/simulate", NOTHING).put("verify/packages", AFTER).put("verify/audit", "");
  }

  private Guest guest(BackendSpec spec) throws IOException {
    Path work = Files.createDirectories(folder.resolve("work"));
    return new Guest("key-1", spec, service.refresh(spec, folder.resolve("cache")).orThrow(), fake, fake, work);
  }

  /** As a guest that has read the snapshot's index. */
  private void answers(String stage, String lists) throws IOException {
    SnapshotFolder snapshot = SnapshotFolder.read(guest.snapshot());
    fake.put(stage + "/done", "").put(stage + "/codes", "update 0\nsimulate 0\nuris 0\npackages 0\naudit 0\n")
        .put(stage + "/update", "Get:1 file:/run stable InRelease\nReading package lists...\n")
        .put(stage + "/lists", "_run_InRelease\nlock\n")
        .put(stage + "/indexes", snapshot.indexes().getFirst().sha256() + "\t_run_Packages\n");
    fake.files.put(FakeGuest.FOLDER + lists + "/_run_InRelease", Files.readAllBytes(repository.inRelease()));
  }

  private static <T> Progress<T> drive(Function<String, Progress<T>> call) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    Progress<T> progress = call.apply("");
    while (System.nanoTime() < end && progress instanceof Progress.Running<T> running) {
      Thread.yield();
      progress = call.apply(running.ticket());
    }
    return progress;
  }

  private Progress<Scan> scan() {
    return drive(ticket -> service.scan(guest, ticket));
  }

  private Scan scanned() {
    return assertInstanceOf(Progress.Done.class, scan()) instanceof Progress.Done<?> done ? (Scan) done.value() : null;
  }

  private static String code(Progress<?> progress) {
    return progress instanceof Progress.Failed<?>(Trouble trouble) ? trouble.code() : "ok";
  }

  private Progress<Installed> install() {
    Scan scan = scanned();
    return drive(ticket -> service.install(guest, scan, ticket));
  }

  private Progress<Proof> verify() {
    return drive(ticket -> service.verify(guest,
        List.of(new PackageChange("hello", "amd64", "1", "2", 14, "stable")), ticket));
  }

  @Test
  void scanSaysWhatIsPendingAndNeeded() {
    Scan scan = scanned();
    assertEquals(List.of(new PackageChange("hello", "amd64", "1", "2", 14, "stable")), scan.changes());
    assertEquals(List.of(new Scan.Item("pool/main/hello_2_amd64.deb", 14, Hashes.of("deb of hello 2"))),
        scan.items());
    assertEquals(guest.snapshot().id(), scan.snapshotId());
    assertTrue(fake.media.keySet().iterator().next().matches("dm-index-[0-9a-f]{8}"));
  }

  @Test
  void packagesOfAFurtherRepositoryLieInItsFolder() throws IOException {
    TestRepository second = new TestRepository(folder.resolve("second")).add("world", "2", "all", "").publish();
    Path keys = Files.write(folder.resolve("both.gpg"), Files.readAllBytes(repository.root.resolve("key.gpg")));
    Files.write(keys, Files.readAllBytes(second.key.writeTo(folder.resolve("second.gpg"))),
        StandardOpenOption.APPEND);
    guest = guest(repository.service("uri.2", second.root.toUri().toString(), "suites.2", "stable", "keyring",
        keys.toString()));
    assertEquals(2, guest.snapshot().indexes().size());
    SnapshotFolder snapshot = SnapshotFolder.read(guest.snapshot());
    fake.put("scan/lists", "_run_InRelease\n_two_InRelease\n");
    fake.files.put(FakeGuest.FOLDER + "lists/_two_InRelease", Files.readAllBytes(second.inRelease()));
    fake.put("scan/indexes", snapshot.indexes().get(0).sha256() + "\ta_Packages\n"
        + snapshot.indexes().get(1).sha256() + "\tb_Packages\n");
    fake.put("scan/simulate", INST + "Inst world (2 Test:stable [all])\n");
    fake.put("scan/uris", URI + URI.replace("pool", "source-2/pool").replace("hello_2_amd64", "world_2_all"));
    Scan scan = scanned();
    assertEquals("source-2/pool/main/world_2_all.deb", scan.items().getLast().path());
    fake.put("install/after", AFTER + "world\tall\t2\tinstall\tok\tinstalled\t1\n");
    assertEquals("ok", code(drive(ticket -> service.install(guest, scan, ticket))));
    String sources = fake.started.get("key-1-apt-install");
    assertTrue(sources.contains("] file://" + FakeGuest.FOLDER + "root stable main\n"));
    assertTrue(sources.contains("] file://" + FakeGuest.FOLDER + "root/source-2 stable main\n"));
  }

  @Test
  void scanWithNothingPendingIsEmpty() {
    fake.put("scan/simulate", NOTHING).put("scan/uris", "");
    assertEquals(List.of(), scanned().changes());
  }

  @Test
  void failedUpdateIsNeverNothingPending() {
    fake.put("scan/simulate", NOTHING).put("scan/uris", "");
    fake.put("scan/codes", "update 100\nsimulate 0\nuris 0\npackages 0\n");
    assertEquals("guest-apt-failed", code(scan()));
    fake.put("scan/codes", "update 0\nsimulate 0\nuris 0\npackages 0\n");
    for (String bad : List.of("Err:1 file:/run stable InRelease\n", "W: Failed to fetch file:/run\n",
        "W: GPG error: file:/run stable InRelease\n", "E: anything\n")) {
      fake.put("scan/update", bad);
      assertEquals("guest-apt-failed", code(scan()), bad);
    }
  }

  @Test
  void aStepOfWhichNothingIsKnownHasFailed() {
    fake.put("scan/simulate", NOTHING).put("scan/codes", "simulate 0\n");
    assertEquals("guest-apt-failed", code(scan()));
    fake.put("scan/codes", "update 0\n");
    assertEquals("guest-apt-failed", code(scan()));
  }

  @Test
  void anotherIndexThanTheFetchedOneIsNoticed() throws IOException {
    fake.put("lists/_run_InRelease", "something else");
    assertEquals("guest-index-mismatch", code(scan()));
    answers("scan", "lists");
    fake.put("scan/lists", "lock\n");
    assertEquals("guest-index-mismatch", code(scan()));
    answers("scan", "lists");
    fake.put("scan/indexes", Hashes.of("") + "\t_run_Packages\n");
    assertEquals("guest-index-mismatch", code(scan()));
  }

  @Test
  void guestCannotAskForWhatTheIndexDoesNotHave() {
    for (String uris : List.of(URI.replace("hello_2", "evil_2"), URI + URI.replace("hello_2", "evil_2"),
        URI.replace("pool/main/hello_2_amd64.deb'", "../../../etc/shadow'"), "'http://evil/x.deb' x 1 \n", "")) {
      fake.put("scan/uris", uris);
      assertEquals("guest-asked-for-unknown-package", code(scan()), uris);
    }
    fake.put("scan/uris", URI).put("scan/simulate", INST.replace("(2 ", "(3 "));
    assertEquals("guest-asked-for-unknown-package", code(scan()));
  }

  @Test
  void garbledAnswersAreNamed() {
    fake.put("scan/simulate", "Inst what is this\n");
    assertEquals("guest-answer-garbled", code(scan()));
    fake.put("scan/simulate", INST).put("scan/packages", "hello\tamd64\n");
    assertEquals("guest-answer-garbled", code(scan()));
  }

  @Test
  void anIndexThatExpiredSinceItWasFetchedIsNamed() {
    UpdateService later = new AptUpdateService(InstantSource.fixed(TestRepository.NOW.plus(Duration.ofDays(30))));
    assertEquals("index-expired", code(drive(ticket -> later.scan(guest, ticket))));
  }

  @Test
  void removalsNeedTheSetting() throws IOException {
    fake.put("scan/simulate", INST + "Remv old [1]\n");
    assertEquals("would-remove-packages", code(scan()));
    guest = guest(repository.service("allowRemovals", "true"));
    answers("scan", "lists");
    assertTrue(scanned().changes().contains(new PackageChange("old", "", "1", "", 0, "")));
  }

  @Test
  void keptBackIsNotNothingPendingUnlessHeld() {
    fake.put("scan/simulate", "The following packages have been kept back:\n  hello\n").put("scan/uris", "");
    assertEquals("updates-kept-back", code(scan()));
    fake.put("scan/packages", BEFORE.replace("install\t", "hold\t"));
    assertEquals(List.of(), scanned().changes());
  }

  @Test
  void halfConfiguredPackagesStopTheScan() {
    fake.put("scan/packages", BEFORE.replace("\tinstalled", "\thalf-configured"));
    assertEquals("dpkg-half-configured", code(scan()));
  }

  @Test
  void troubleThatTheScriptFoundIsTold() {
    fake.results.put("key-1-apt-scan", new GuestSession.JobResult(70, ""));
    fake.put("scan/trouble", "medium-not-seen\tno disk with the serial dm-index-1\n");
    assertEquals("medium-not-seen", code(scan()));
  }

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
  void answersSurviveAnAgentThatIsSilentMeanwhile() {
    Scan scan = scanned();
    assertEquals(scan, ((Progress.Done<?>) (Progress<?>) service.scan(guest, "scan")).value(),
        "asked once more with the same ticket, it answers the same");
  }

  @Test
  void newKernelNeedsARestart() {
    fake.put("install/after", AFTER + "linux-image-6.1.0-9-amd64\tamd64\t1\tinstall\tok\tinstalled\t1\n");
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
    assertEquals("guest-apt-busy", code(progress));
    assertTrue(((Progress.Failed<?>) (Progress<?>) progress).trouble().passing());
    assertTrue(fake.ended.contains("key-1-apt-install"));
  }

  @Test
  void anInstallationThatChangesNothingIsNoSuccess() {
    fake.put("install/after", BEFORE);
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

  @Test
  void checkNamesWhatPreventsUpdates() {
    fake.answer = new GuestSession.CommandResult(0, ("apt\tapt 2.6.1 (amd64)\narchitecture\tamd64\n"
        + "broken\thello ok half-configured\ndisk\t100 /\nend\n").getBytes(StandardCharsets.UTF_8), new byte[0], false);
    var report = service.checkClient(guest).orThrow();
    assertEquals("2.6.1", report.version());
    assertEquals(List.of("dpkg-half-configured", "guest-disk-full"),
        report.findings().stream().map(finding -> finding.code()).toList());
    assertEquals(Map.of("/", 100L), ClientCheck.freeKib(List.of("100 /", "x /y")));
  }

  @Test
  void lockedDpkgIsPassing() {
    fake.answer = new GuestSession.CommandResult(0,
        "architecture\tamd64\nlocked\t/var/lib/dpkg/lock\nend\n".getBytes(StandardCharsets.UTF_8), new byte[0], false);
    assertTrue(service.checkClient(guest).failure().orElseThrow().passing());
  }
}
