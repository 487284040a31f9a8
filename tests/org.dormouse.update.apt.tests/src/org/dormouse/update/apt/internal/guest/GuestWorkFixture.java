package org.dormouse.update.apt.internal.guest;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.dormouse.spi.BackendSpec;
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
import org.dormouse.update.apt.internal.index.SnapshotFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A guest with one pending update, of which each test changes what it is about. Needs mke2fs, as the product does. */
abstract class GuestWorkFixture {
  static final String NOTHING = "Reading package lists...\n0 upgraded, 0 newly installed.\n";
  static final String INST = "Inst hello [1] (2 Test:stable [amd64])\nConf hello (2 Test:stable [amd64])\n";
  static final String URI = "'file:" + FakeGuest.FOLDER + "root/pool/main/hello_2_amd64.deb' "
      + "hello_2_amd64.deb 14 \n";
  static final String BEFORE = "hello\tamd64\t1\tinstall\tok\tinstalled\t100\n";
  static final String AFTER = "hello\tamd64\t2\tinstall\tok\tinstalled\t100\n";
  @TempDir
  Path folder;
  final FakeGuest fake = new FakeGuest();
  final UpdateService service = new AptUpdateService(InstantSource.fixed(TestRepository.NOW));
  TestRepository repository;
  Guest guest;

  @BeforeEach
  void refresh() throws IOException {
    repository = new TestRepository(folder.resolve("repository")).add("hello", "2", "amd64", "").publish();
    guest = guest(repository.service());
    answers("scan", "lists");
    answers("verify", "proof");
    fake.put("scan/simulate", INST).put("scan/uris", URI).put("scan/packages", BEFORE);
    fake.put("install/done", "").put("install/codes", "install 0\npackages 0\naudit 0\n").put("install/audit", "")
        .put("install/before", BEFORE).put("install/packages", AFTER).put("install/log", "all fine\n");
    fake.put("verify/simulate", NOTHING).put("verify/packages", AFTER).put("verify/audit", "");
  }

  Guest guest(BackendSpec spec) throws IOException {
    Path work = Files.createDirectories(folder.resolve("work"));
    return new Guest("key-1", spec, service.refresh(spec, folder.resolve("cache")).orThrow(), fake, fake, work);
  }

  /** As a guest that has read the snapshot's index. */
  void answers(String stage, String lists) throws IOException {
    SnapshotFolder snapshot = SnapshotFolder.read(guest.snapshot());
    fake.put(stage + "/done", "").put(stage + "/codes", "update 0\nsimulate 0\nuris 0\npackages 0\naudit 0\n")
        .put(stage + "/update", "Get:1 file:/run stable InRelease\nReading package lists...\n")
        .put(stage + "/lists", "_run_InRelease\nlock\n")
        .put(stage + "/indexes", snapshot.indexes().getFirst().sha256() + "\t_run_Packages\n");
    fake.files.put(FakeGuest.FOLDER + lists + "/_run_InRelease", Files.readAllBytes(repository.inRelease()));
  }

  static <T> Progress<T> drive(Function<String, Progress<T>> call) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    Progress<T> progress = call.apply("");
    while (System.nanoTime() < end && progress instanceof Progress.Running<T> running) {
      Thread.yield();
      progress = call.apply(running.ticket());
    }
    return progress;
  }

  Progress<Scan> scan() {
    return drive(ticket -> service.scan(guest, ticket));
  }

  Scan scanned() {
    return assertInstanceOf(Progress.Done.class, scan()) instanceof Progress.Done<?> done ? (Scan) done.value() : null;
  }

  static String code(Progress<?> progress) {
    return progress instanceof Progress.Failed<?>(Trouble trouble) ? trouble.code() : "ok";
  }

  Progress<Installed> install() {
    Scan scan = scanned();
    return drive(ticket -> service.install(guest, scan, ticket));
  }

  Progress<Proof> verify() {
    return drive(ticket -> service.verify(guest,
        List.of(new PackageChange("hello", "amd64", "1", "2", 14, "stable")), ticket));
  }
}
