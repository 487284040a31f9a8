package org.dormouse.update.apt.internal.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.PackageChange;
import org.dormouse.spi.Progress;
import org.dormouse.spi.UpdateService;
import org.dormouse.spi.UpdateService.Scan;
import org.dormouse.update.apt.internal.AptUpdateService;
import org.dormouse.update.apt.internal.TestRepository;
import org.dormouse.update.apt.internal.index.Hashes;
import org.dormouse.update.apt.internal.index.SnapshotFolder;
import org.junit.jupiter.api.Test;

/** What is concluded from what a guest says before anything is changed. */
class ScanTest extends GuestWorkFixture {
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
    fake.put("install/packages", AFTER + "world\tall\t2\tinstall\tok\tinstalled\t1\n");
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
  void whatIsKeptBackIsToldUnlessHeldOrPhased() {
    fake.put("scan/simulate", "The following packages have been kept back:\n  hello\n").put("scan/uris", "");
    assertEquals(List.of("hello"), scanned().keptBack());
    fake.put("scan/packages", BEFORE.replace("install\t", "hold\t"));
    assertEquals(List.of(), scanned().keptBack());
    fake.put("scan/packages", BEFORE);
    fake.put("scan/simulate", "The following upgrades have been deferred due to phasing:\n  hello\n");
    assertEquals(List.of(), scanned().keptBack());
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
  void answersSurviveAnAgentThatIsSilentMeanwhile() {
    Scan scan = scanned();
    assertEquals(scan, ((Progress.Done<?>) (Progress<?>) service.scan(guest, "scan")).value(),
        "asked once more with the same ticket, it answers the same");
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

  /** Its apt would take it half way into the other release, without a complaint. */
  @Test
  void aGuestOfAnotherReleaseIsNotGivenTheIndex() throws IOException {
    repository.fields.putAll(Map.of("Origin", "Debian", "Codename", "trixie"));
    repository.publish();
    guest = guest(repository.service());
    fake.answer = new GuestSession.CommandResult(0, "apt\tapt 2.6.1 (amd64)\narchitecture\tamd64\nend\n"
        .getBytes(StandardCharsets.UTF_8), new byte[0], false);
    for (String release : List.of("bookworm", "trixie")) {
      fake.files.put("/etc/os-release", ("ID=debian\nVERSION_CODENAME=" + release + "\n")
          .getBytes(StandardCharsets.UTF_8));
      assertEquals(release.equals("trixie") ? List.of() : List.of("other-release"),
          service.checkClient(guest).orThrow().findings().stream().map(finding -> finding.code()).toList());
    }
  }

  @Test
  void lockedDpkgIsPassing() {
    fake.answer = new GuestSession.CommandResult(0,
        "architecture\tamd64\nlocked\t/var/lib/dpkg/lock\nend\n".getBytes(StandardCharsets.UTF_8), new byte[0], false);
    assertTrue(service.checkClient(guest).failure().orElseThrow().passing());
  }
}
