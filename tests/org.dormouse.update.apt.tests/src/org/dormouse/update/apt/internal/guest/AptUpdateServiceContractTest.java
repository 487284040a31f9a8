package org.dormouse.update.apt.internal.guest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.UpdateService;
import org.dormouse.spi.UpdateService.Guest;
import org.dormouse.spi.UpdateService.Snapshot;
import org.dormouse.spi.contract.UpdateServiceContract;
import org.dormouse.update.apt.internal.AptUpdateService;
import org.dormouse.update.apt.internal.TestRepository;
import org.dormouse.update.apt.internal.index.SnapshotFolder;
import org.dormouse.update.apt.internal.pending.FakeGuestFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract, with a guest that behaves as a stale one would. */
class AptUpdateServiceContractTest extends UpdateServiceContract {
  @TempDir
  Path folder;
  private TestRepository repository;
  private TestRepository broken;
  private Guest guest;
  private String version = "1";

  @BeforeEach
  void publish() throws IOException {
    repository = new TestRepository(folder.resolve("good")).add("hello", "2", "amd64", "").publish();
    broken = new TestRepository(folder.resolve("bad")).add("hello", "2", "amd64", "").publish();
    Files.delete(broken.index(".xz"));
  }

  @Override
  protected void pass(Duration time) {
    LockSupport.parkNanos(time.toNanos() / 10);
  }

  @Override
  protected UpdateService newService() {
    return new AptUpdateService(InstantSource.fixed(TestRepository.NOW));
  }

  @Override
  protected BackendSpec service() {
    try {
      return repository.service();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected List<BackendSpec> brokenServices() {
    try {
      return List.of(broken.service(), repository.service("suites", "../x"), repository.service("suites", "other"),
          repository.service("uri", folder.resolve("none").toUri().toString()),
          broken.service("uri", repository.root.toUri().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Path cache() {
    return folder.resolve("cache");
  }

  @Override
  protected GuestFiles staleFiles() {
    return new FakeGuestFiles().put("/var/lib/dpkg/status", """
        Package: dpkg
        Status: install ok installed
        Architecture: amd64
        Version: 1

        Package: hello
        Status: install ok installed
        Architecture: amd64
        Version: 1
        """);
  }

  @Override
  protected GuestFiles foreignFiles() {
    return new FakeGuestFiles().put("/etc/os-release", "ID=other\n");
  }

  @Override
  protected Guest guest(Snapshot snapshot) {
    if (guest == null) {
      FakeGuest fake = new FakeGuest();
      fake.answer = new GuestSession.CommandResult(0,
          "apt\tapt 2.6.1 (amd64)\narchitecture\tamd64\nend\n".getBytes(StandardCharsets.UTF_8), new byte[0], false);
      fake.onJob = job -> work(fake, job.replaceFirst(".*-", ""), snapshot);
      guest = new Guest("key-1", service(), snapshot, fake, fake, folder.resolve("work"));
      folder.resolve("work").toFile().mkdir();
    }
    return guest;
  }

  private String packages() {
    return "hello\tamd64\t" + version + "\tinstall\tok\tinstalled\t100\n";
  }

  private void work(FakeGuest fake, String stage, Snapshot snapshot) {
    if (stage.equals("install")) {
      fake.put("install/before", packages()).put("install/log", "");
      version = "2";
    }
    boolean pending = version.equals("1");
    String inst = "Inst hello [1] (2 Test:stable [amd64])\nConf hello (2 Test:stable [amd64])\n";
    try {
      fake.put(stage + "/done", "").put(stage + "/update", "Reading package lists...\n")
          .put(stage + "/codes", "update 0\nsimulate 0\nuris 0\npackages 0\naudit 0\ninstall 0\n")
          .put(stage + "/lists", "_InRelease\n").put(stage + "/audit", "").put(stage + "/packages", packages())
          .put(stage + "/indexes", SnapshotFolder.read(snapshot).indexes().getFirst().sha256() + "\tx\n")
          .put(stage + "/simulate", pending ? inst : "0 upgraded\n")
          .put(stage + "/uris", pending ? "'file:" + FakeGuest.FOLDER + "root/pool/main/hello_2_amd64.deb' x 14 \n"
              : "");
      byte[] release = Files.readAllBytes(repository.inRelease());
      fake.files.put(FakeGuest.FOLDER + "lists/_InRelease", release);
      fake.files.put(FakeGuest.FOLDER + "proof/_InRelease", release);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
