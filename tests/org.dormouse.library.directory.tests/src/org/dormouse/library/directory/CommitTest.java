package org.dormouse.library.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.dormouse.spi.FileIdentity;
import org.dormouse.spi.Generation.StoredFile;
import org.dormouse.spi.Generation;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitTest {
  @TempDir
  Path folder;
  private LibraryFixture library;
  private DirectoryLibrary backend;
  private StoredMachine web;

  @BeforeEach
  void makeLibrary() {
    library = new LibraryFixture(folder);
    backend = library.backend();
    web = library.twoDisks("web");
  }

  @Test
  void allDisksAreReplacedTheSidecarStaysAndTheOldGenerationIsKept() {
    Generation made = library.service(backend, web, "run-1", "new").orThrow();
    assertEquals("new 0.qcow2", library.read("web-root.qcow2"));
    assertEquals("new 1.raw", library.read("web-data.raw"));
    assertEquals(2, made.number());
    assertTrue(made.current());
    assertEquals("run-1", made.key());
    assertEquals(LibraryFixture.START, made.created());
    assertEquals(new StoredFile("web-root.qcow2", 11, LibraryFixture.sha256("new 0.qcow2")), made.files().getFirst());
    assertEquals("old root", library.read(".dormouse/generations/web/1/disk0-web-root.qcow2"));
    assertEquals("old data", library.read(".dormouse/generations/web/1/disk1-web-data.raw"));
    assertEquals(library.read("web.vm.yaml"), library.read(".dormouse/generations/web/1/definition-web.vm.yaml"));
    assertFalse(Files.exists(library.root.resolve(".dormouse/incoming/run-1")));
    assertFalse(Files.exists(library.root.resolve(".dormouse/intents/web.json")));
    assertEquals(List.of(made, generation(1)), backend.generations(library.spec, web).orThrow());
  }

  private Generation generation(int number) {
    return backend.generations(library.spec, web).orThrow().stream().filter(g -> g.number() == number).findFirst()
        .orElseThrow();
  }

  @Test
  void whatWasNotMadeHereIsHashedBeforeItIsKept() {
    String sidecar = library.read("web.vm.yaml");
    assertEquals(List.of("", "", ""), generation(1).files().stream().map(StoredFile::sha256).toList());
    library.service(backend, web, "run-1", "new").orThrow();
    List<String> hashes = List.of(LibraryFixture.sha256("old root"), LibraryFixture.sha256("old data"),
        LibraryFixture.sha256(sidecar));
    assertEquals(hashes, generation(1).files().stream().map(StoredFile::sha256).toList());
    assertEquals(hashes.getLast(), generation(2).files().getLast().sha256(), "the sidecar is the same");
  }

  @Test
  void theOldImageIsKeptAsTheSameFileNotCopied() throws IOException {
    Object before = Files.getAttribute(library.root.resolve("web-root.qcow2"), "unix:ino");
    library.service(backend, web, "run-1", "new").orThrow();
    assertEquals(before, Files.getAttribute(
        library.root.resolve(".dormouse/generations/web/1/disk0-web-root.qcow2"), "unix:ino"));
  }

  @Test
  void aRepeatedCommitAnswersTheGenerationItMade() {
    List<FileIdentity> claimed = backend.identify(library.spec, web).orThrow();
    List<String> hashes = library.write(backend, web, "run-1", "new");
    Generation made = backend.commit(library.spec, web, "run-1", claimed, hashes).orThrow();
    assertEquals(made, backend.commit(library.spec, web, "run-1", claimed, hashes).orThrow());
    assertEquals(made, library.backend().commit(library.spec, web, "run-1", claimed, hashes).orThrow());
    assertEquals(2, backend.generations(library.spec, web).orThrow().size());
  }

  @Test
  void aCommitWithoutNewImagesChangesNothing() throws IOException {
    List<FileIdentity> claimed = backend.identify(library.spec, web).orThrow();
    List<Path> paths = backend.prepare(library.spec, web, "run-1").orThrow();
    Files.writeString(paths.getFirst(), "new");
    var before = library.content();
    String hash = "0".repeat(64);
    assertEquals("new-image-missing", commitTrouble(claimed, List.of(hash, hash)).code());
    Files.createFile(paths.get(1));
    assertEquals("new-image-empty", commitTrouble(claimed, List.of(hash, hash)).code());
    Files.delete(paths.get(1));
    Files.createSymbolicLink(paths.get(1), paths.get(0));
    assertEquals("new-image-missing", commitTrouble(claimed, List.of(hash, hash)).code());
    assertEquals("bad-hashes", commitTrouble(claimed, List.of(hash)).code());
    assertEquals("bad-hashes", commitTrouble(claimed, List.of(hash, "../..")).code());
    assertEquals(before, library.content());
    assertEquals(1, backend.generations(library.spec, web).orThrow().size());
  }

  private Trouble commitTrouble(List<FileIdentity> claimed, List<String> hashes) {
    return backend.commit(library.spec, web, "run-1", claimed, hashes).failure().orElseThrow();
  }

  @Test
  void anImageReplacedSinceTheClaimIsLeftAndTheNewFilesAreKeptAsideAndNamed() throws IOException {
    List<FileIdentity> claimed = backend.identify(library.spec, web).orThrow();
    List<String> hashes = library.write(backend, web, "run-1", "new");
    Path mine = library.file("elsewhere.txt", "somebody's");
    Files.move(mine, library.root.resolve("web-data.raw"), StandardCopyOption.REPLACE_EXISTING);
    var before = library.content();
    Trouble trouble = commitTrouble(claimed, hashes);
    assertEquals("image-replaced", trouble.code());
    assertFalse(trouble.passing());
    assertEquals(before, library.content());
    Path aside = library.root.resolve(".dormouse/aside/run-1");
    assertTrue(trouble.message().contains(aside.toString()), trouble::message);
    assertEquals("new 0.qcow2", Files.readString(aside.resolve("0.qcow2")));
    assertEquals("new 1.raw", Files.readString(aside.resolve("1.raw")));
    assertEquals("image-replaced", commitTrouble(claimed, hashes).code());
    assertTrue(backend.abandon(library.spec, web, "run-1").isOk());
    assertTrue(Files.exists(aside.resolve("1.raw")));
    assertEquals(List.of("kept-aside .dormouse/aside/run-1"), library.codes());
  }

  @Test
  void everyKindOfChangeSinceTheClaimIsSeen() throws IOException {
    Path root = library.root.resolve("web-root.qcow2");
    FileTime modified = Files.getLastModifiedTime(root);
    record Change(String name, Callable<?> action) {}
    int n = 0;
    for (Change change : List.of(
        new Change("written in place with the time put back", () -> {
          Files.writeString(root, "OLD ROOT");
          return Files.setLastModifiedTime(root, modified);
        }),
        new Change("removed", () -> Files.deleteIfExists(root)),
        new Change("made again", () -> Files.writeString(root, "old root")),
        new Change("sidecar edited", () -> Files.writeString(library.root.resolve("web.vm.yaml"), "# mine\n",
            StandardOpenOption.APPEND)))) {
      List<FileIdentity> claimed = Files.exists(root) ? backend.identify(library.spec, web).orThrow() : List.of();
      String key = "k" + n++;
      List<String> hashes = library.write(backend, web, key, "new");
      try {
        change.action().call();
      } catch (Exception e) {
        throw new IOException(e);
      }
      var before = library.content();
      assertEquals("image-replaced", backend.commit(library.spec, web, key, claimed, hashes).failure().orElseThrow()
          .code(), change.name());
      assertEquals(before, library.content(), change.name());
    }
  }

  @Test
  void modeAndUserAttributesOfTheOldImageAreOnTheNewOne() throws IOException {
    Path root = library.root.resolve("web-root.qcow2");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rw-r----x"));
    var view = Files.getFileAttributeView(root, UserDefinedFileAttributeView.class);
    boolean attributes = Files.getFileStore(root).supportsFileAttributeView("user");
    if (attributes) {
      view.write("origin", ByteBuffer.wrap("golden".getBytes()));
    }
    boolean owner = Files.getAttribute(root, "unix:uid").equals(0);
    if (owner) {
      Files.setAttribute(root, "unix:uid", 12345);
      Files.setAttribute(root, "unix:gid", 54321);
    }
    var before = Files.readAttributes(root, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
    library.service(backend, web, "run-1", "new").orThrow();
    assertEquals("new 0.qcow2", Files.readString(root));
    assertEquals(before, Files.readAttributes(root, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS));
    if (attributes) {
      assertEquals(List.of("origin"), view.list());
    }
  }

  @Test
  void newImagesCannotBeReadByOthersBeforeTheyHaveTheirMode() throws IOException {
    backend.prepare(library.spec, web, "run-1").orThrow();
    assertEquals("rwx------", PosixFilePermissions.toString(
        Files.getPosixFilePermissions(library.root.resolve(".dormouse"))));
  }

  @Test
  void preparingAgainRemovesWhatAFormerAttemptLeft() throws IOException {
    List<Path> paths = backend.prepare(library.spec, web, "run-1").orThrow();
    Files.writeString(paths.getFirst(), "half");
    assertEquals(paths, backend.prepare(library.spec, web, "run-1").orThrow());
    assertFalse(Files.exists(paths.getFirst()));
    assertTrue(Files.isDirectory(paths.getFirst().getParent()));
    assertTrue(backend.abandon(library.spec, web, "run-1").isOk());
    assertTrue(backend.abandon(library.spec, web, "run-1").isOk());
    assertFalse(Files.exists(paths.getFirst().getParent()));
  }

  @Test
  void keysAndMachinesThatWouldLeadElsewhereAreRefused() {
    for (String key : List.of("", "..", "../x", "a/b", "A", "a".repeat(41), "-x", "a b")) {
      assertEquals("bad-key", backend.prepare(library.spec, web, key).failure().orElseThrow().code(), key);
      assertEquals("bad-key", backend.abandon(library.spec, web, key).failure().orElseThrow().code(), key);
    }
    for (StoredMachine bad : List.of(
        new StoredMachine("lab", "..", web.hardware(), web.disks(), List.of(), web.definition()),
        new StoredMachine("other", "web", web.hardware(), web.disks(), List.of(), web.definition()),
        new StoredMachine("lab", "web", web.hardware(), List.of(), List.of(), web.definition()),
        new StoredMachine("lab", "web", web.hardware(), web.disks(), List.of(),
            Optional.of(Path.of("/etc/passwd"))))) {
      assertEquals("not-in-library", backend.identify(library.spec, bad).failure().orElseThrow().code());
    }
  }

  @Test
  void manyMachinesAreCommittedAtOnce() throws Exception {
    for (int i = 0; i < 12; i++) {
      library.file("vm" + i + ".qcow2", "old");
    }
    List<StoredMachine> machines = library.scan().machines().stream().filter(m -> m.name().startsWith("vm")).toList();
    try (var threads = Executors.newFixedThreadPool(6)) {
      var results = new ArrayList<Future<Generation>>();
      var second = library.backend();
      for (StoredMachine machine : machines) {
        var one = results.size() % 2 == 0 ? backend : second;
        results.add(threads.submit(() -> library.service(one, machine, "k-" + machine.name(), "new").orThrow()));
      }
      for (var result : results) {
        assertEquals(2, result.get().number());
      }
    }
    assertEquals(List.of(), library.codes());
  }

  /** Everybody finds that the folder of new images is not there, and makes it. */
  @RepeatedTest(20)
  void theFirstServicingsOfALibraryMayBeginTogether() throws Exception {
    int together = 6;
    for (int i = 0; i < together; i++) {
      library.file("vm" + i + ".qcow2", "old");
    }
    List<StoredMachine> machines = library.scan().machines().stream().filter(m -> m.name().startsWith("vm")).toList();
    var ready = new CyclicBarrier(together);
    try (var threads = Executors.newFixedThreadPool(together)) {
      var results = new ArrayList<Future<?>>();
      for (StoredMachine machine : machines) {
        results.add(threads.submit(() -> {
          ready.await(10, TimeUnit.SECONDS);
          return backend.prepare(library.spec, machine, "k-" + machine.name()).orThrow();
        }));
      }
      for (var result : results) {
        result.get();
      }
    }
  }

  @Test
  void anInterruptedCommitIsATroubleAndChangesNothingOrIsWhole() {
    List<FileIdentity> claimed = backend.identify(library.spec, web).orThrow();
    List<String> hashes = library.write(backend, web, "run-1", "new");
    var before = library.content();
    Thread.currentThread().interrupt();
    var result = backend.commit(library.spec, web, "run-1", claimed, hashes);
    assertTrue(Thread.interrupted());
    assertEquals("interrupted", result.failure().orElseThrow().code());
    assertTrue(result.failure().orElseThrow().passing());
    assertEquals(before, library.content());
    assertTrue(backend.commit(library.spec, web, "run-1", claimed, hashes).isOk());
  }

  @Test
  void anInterruptAmidTheStepsDoesNotStopThem() {
    Thread test = Thread.currentThread();
    var interrupting = library.backend(step -> test.interrupt());
    var result = library.service(interrupting, web, "run-1", "new");
    assertTrue(Thread.interrupted());
    assertTrue(result.isOk());
    assertEquals("new 1.raw", library.read("web-data.raw"));
  }
}
