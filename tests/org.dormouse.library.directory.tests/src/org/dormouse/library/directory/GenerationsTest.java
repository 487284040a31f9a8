package org.dormouse.library.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Generation;
import org.dormouse.spi.StoredMachine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of generations after they were stored. */
class GenerationsTest {
  @TempDir
  Path folder;
  private LibraryFixture library;
  private DirectoryLibrary backend;
  private StoredMachine web;

  @BeforeEach
  void makeLibrary() throws IOException {
    begin("library");
  }

  private void begin(String name) throws IOException {
    library = new LibraryFixture(Files.createDirectories(folder.resolve(name)));
    backend = library.backend();
    web = library.twoDisks("web");
  }

  private Generation generation(int number) {
    return backend.generations(library.spec, web).orThrow().stream().filter(g -> g.number() == number).findFirst()
        .orElseThrow();
  }

  @Test
  void aGenerationThatIsGoneIsNoResultOfARepeatedCommit() {
    library.service(backend, web, "run-1", "new").orThrow();
    library.service(backend, web, "run-2", "newer").orThrow();
    backend.expire(library.spec, web, 0, Duration.ZERO).orThrow();
    assertEquals("generation-gone",
        library.service(backend, web, "run-1", "newest").failure().orElseThrow().code());
    assertEquals("newer 0.qcow2", library.read("web-root.qcow2"));
  }

  @Test
  void aRetentionOfOneKeepsOnePreviousGenerationAndNumbersAreNeverUsedAgain() {
    for (int i = 1; i <= 4; i++) {
      library.passes(Duration.ofDays(7));
      library.service(backend, web, "run-" + i, "new" + i).orThrow();
    }
    assertEquals(List.of(5, 4, 3, 2, 1), numbers());
    var removed = backend.expire(library.spec, web, 1, Duration.ofDays(14)).orThrow();
    assertEquals(List.of(3, 2, 1), removed.stream().map(Generation::number).toList());
    assertEquals(List.of(5, 4), numbers());
    assertTrue(Files.exists(library.root.resolve(".dormouse/generations/web/4/disk0-web-root.qcow2")));
    assertFalse(Files.exists(library.root.resolve(".dormouse/generations/web/3")));
    library.passes(Duration.ofDays(15));
    assertEquals(1, backend.expire(library.spec, web, 1, Duration.ofDays(14)).orThrow().size());
    assertEquals(List.of(), backend.expire(library.spec, web, 0, Duration.ZERO).orThrow());
    assertEquals(List.of(5), numbers());
    assertEquals(6, library.service(backend, web, "run-5", "new5").orThrow().number());
    assertEquals("bad-retention", backend.expire(library.spec, web, -1, Duration.ZERO).failure().orElseThrow().code());
  }

  @Test
  void theAgeOfAKeptGenerationCountsFromItsReplacement() throws IOException {
    Files.setLastModifiedTime(library.root.resolve("web-root.qcow2"),
        FileTime.from(LibraryFixture.START.minus(Duration.ofDays(1000))));
    library.service(backend, web, "run-1", "new").orThrow();
    assertEquals(List.of(), backend.expire(library.spec, web, 1, Duration.ofDays(14)).orThrow());
    assertEquals(List.of(2, 1), numbers());
  }

  private List<Integer> numbers() {
    return backend.generations(library.spec, web).orThrow().stream().map(Generation::number).toList();
  }

  @Test
  void rollingBackMakesANewGenerationOfTheOldContentAndKeepsBoth() {
    library.service(backend, web, "run-1", "new").orThrow();
    Generation back = backend.rollback(library.spec, web, 1).orThrow();
    assertEquals(3, back.number());
    assertEquals("old root", library.read("web-root.qcow2"));
    assertEquals("old data", library.read("web-data.raw"));
    assertEquals(LibraryFixture.sha256("old data"), back.files().get(1).sha256());
    assertEquals(List.of(3, 2, 1), numbers());
    assertEquals(LibraryFixture.sha256("old root"), generation(1).files().getFirst().sha256());
    assertEquals("new 0.qcow2", library.read(".dormouse/generations/web/2/disk0-web-root.qcow2"));
    assertEquals("generation-unknown", backend.rollback(library.spec, web, 3).failure().orElseThrow().code());
    assertEquals("generation-unknown", backend.rollback(library.spec, web, 99).failure().orElseThrow().code());
  }

  private static final String KEPT = ".dormouse/generations/web/1/disk0-web-root.qcow2";

  /** A VM whose old generation is worth packing, with a new one in its place. */
  private String servicedLargeOnes() {
    String old = "0123456789abcdef".repeat(20_000);
    library.file("web-root.qcow2", old);
    library.service(backend, web, "run-1", "new").orThrow();
    return old;
  }

  @Test
  void aKeptGenerationIsPackedAndComesBackToTheByte() throws IOException {
    String old = servicedLargeOnes();
    assertEquals(List.of(1), backend.compact(library.spec, web).orThrow().stream().map(Generation::number).toList());
    assertFalse(Files.exists(library.root.resolve(KEPT)));
    assertTrue(Files.size(library.root.resolve(KEPT + ".zst")) < old.length() / 100);
    assertEquals("old data", library.read(".dormouse/generations/web/1/disk1-web-data.raw"), "not worth it");
    assertEquals(List.of(), backend.compact(library.spec, web).orThrow());
    backend.rollback(library.spec, web, 1).orThrow();
    assertEquals(old, library.read("web-root.qcow2"));
    assertEquals("old data", library.read("web-data.raw"));
  }

  @Test
  void aPackingCutAnywhereKeepsTheGenerationWhole() throws IOException {
    for (String step : List.of("pack ", "write history of packing")) {
      String old = servicedLargeOnes();
      DirectoryLibrary dying = library.backend(done -> {
        if (done.startsWith(step)) {
          throw new IllegalStateException(step);
        }
      });
      assertThrows(IllegalStateException.class, () -> dying.compact(library.spec, web));
      backend.recover(library.spec).orThrow();
      boolean packed = Files.exists(library.root.resolve(KEPT + ".zst"));
      assertEquals(!packed, Files.exists(library.root.resolve(KEPT)), "one form of it is left: " + step);
      backend.rollback(library.spec, web, 1).orThrow();
      assertEquals(old, library.read("web-root.qcow2"));
      begin(step.strip().replace(' ', '-'));
    }
  }

  @Test
  void aPackedFileThatIsDamagedIsNotBroughtBack() throws IOException {
    servicedLargeOnes();
    backend.compact(library.spec, web).orThrow();
    Path packed = library.root.resolve(KEPT + ".zst");
    byte[] bytes = Files.readAllBytes(packed);
    for (int length : List.of(bytes.length / 2, 3, 0)) {
      Files.write(packed, Arrays.copyOf(bytes, length));
      var before = library.content();
      assertEquals("generation-damaged", backend.rollback(library.spec, web, 1).failure().orElseThrow().code());
      assertEquals(before, library.content());
    }
    bytes[bytes.length / 2] ^= 0x55;
    Files.write(packed, bytes);
    assertEquals("generation-damaged", backend.rollback(library.spec, web, 1).failure().orElseThrow().code());
  }

  @Test
  void aLibraryMayLeaveItsGenerationsAsTheyAre() {
    servicedLargeOnes();
    var plain = new BackendSpec("lab", "directory", Map.of("path", library.root.toString(), "pack", "no"));
    assertEquals(List.of(), backend.compact(plain, web).orThrow());
    assertTrue(Files.exists(library.root.resolve(KEPT)));
    var wrong = new BackendSpec("lab", "directory", Map.of("path", library.root.toString(), "pack", "maybe"));
    assertEquals("setting-bad", backend.scan(wrong).failure().orElseThrow().code());
  }

  @Test
  void aRolledBackImageIsNotTheKeptFileItself() {
    library.service(backend, web, "run-1", "new").orThrow();
    backend.rollback(library.spec, web, 1).orThrow();
    library.file("web-root.qcow2", "somebody booted it");
    assertEquals("old root", library.read(".dormouse/generations/web/1/disk0-web-root.qcow2"));
  }

  @Test
  void aDamagedKeptGenerationIsNotBroughtBack() throws IOException {
    library.service(backend, web, "run-1", "new").orThrow();
    library.service(backend, web, "run-2", "newer").orThrow();
    Path kept = library.root.resolve(".dormouse/generations/web/2/disk1-web-data.raw");
    Files.writeString(kept, "NEW 1.raw");
    var before = library.content();
    assertEquals("generation-damaged", backend.rollback(library.spec, web, 2).failure().orElseThrow().code());
    Files.delete(kept);
    assertEquals("generation-damaged", backend.rollback(library.spec, web, 2).failure().orElseThrow().code());
    assertEquals(before, library.content());
    assertTrue(library.own().keySet().stream().noneMatch(name -> name.startsWith("incoming")));
  }

  @Test
  void rollingBackRestoresTheSidecarButNeverToOtherDisks() {
    library.service(backend, web, "run-1", "new").orThrow();
    String sidecar = library.read("web.vm.yaml");
    library.file("web.vm.yaml", sidecar + "memory: 1024\n");
    backend.rollback(library.spec, library.machine("web"), 1).orThrow();
    assertEquals(sidecar, library.read("web.vm.yaml"));
    library.file("web-more.raw", "more");
    library.file("web.vm.yaml", sidecar + "- file: web-more.raw\n");
    assertEquals("generation-differs",
        backend.rollback(library.spec, library.machine("web"), 1).failure().orElseThrow().code());
  }

  @Test
  void aStateSomebodyElsePutInPlaceIsAGenerationOfItsOwn() {
    library.service(backend, web, "run-1", "new").orThrow();
    library.file("web-root.qcow2", "by hand");
    var seen = backend.generations(library.spec, web).orThrow();
    assertEquals(List.of(3, 1), seen.stream().map(Generation::number).toList());
    assertEquals("", seen.getFirst().key());
    assertEquals("", seen.getFirst().files().getFirst().sha256());
    assertEquals(LibraryFixture.sha256("new 1.raw"), seen.getFirst().files().get(1).sha256());
    assertEquals(4, library.service(backend, web, "run-2", "newer").orThrow().number());
    assertEquals("by hand", library.read(".dormouse/generations/web/3/disk0-web-root.qcow2"));
    assertEquals(LibraryFixture.sha256("by hand"), generation(3).files().getFirst().sha256());
  }

  @Test
  void aSparseRawDiskStaysSparseWhenItIsBroughtBack() throws IOException {
    Path image = library.root.resolve("sparse.raw");
    try (var file = new RandomAccessFile(image.toFile(), "rw")) {
      file.seek(32 << 20);
      file.write("middle".getBytes());
      file.setLength(64 << 20);
    }
    StoredMachine sparse = library.machine("sparse");
    library.service(backend, sparse, "run-1", "new").orThrow();
    backend.rollback(library.spec, sparse, 1).orThrow();
    assertEquals(64 << 20, Files.size(image));
    assertTrue(library.read("sparse.raw").substring(32 << 20).startsWith("middle"));
    Process du = new ProcessBuilder("du", "-k", image.toString()).start();
    long used = Long.parseLong(new String(du.getInputStream().readAllBytes()).split("\\s")[0]);
    assertTrue(used < 1024, () -> used + " KiB");
  }

  @Test
  void aHistoryThatCannotBeReadIsNamedAndNothingIsOverwritten() {
    library.service(backend, web, "run-1", "new").orThrow();
    for (String bad : List.of("", "{", "[]", "{}", "{\"version\":1,\"last\":2,\"entries\":[null]}",
        "[".repeat(100_000))) {
      library.file(".dormouse/generations/web/history.json", bad);
      assertEquals("record-unreadable", backend.generations(library.spec, web).failure().orElseThrow().code(), bad);
      assertEquals("record-unreadable", library.service(backend, web, "run-2", "newer").failure().orElseThrow().code());
      assertTrue(backend.recover(library.spec).isOk());
      assertEquals("old root", library.read(".dormouse/generations/web/1/disk0-web-root.qcow2"));
      assertEquals("new 0.qcow2", library.read("web-root.qcow2"));
    }
  }

  @Test
  void lookingAtGenerationsOfAVmThatWasNeverServicedWritesNothing() {
    var before = library.own();
    assertEquals(List.of(1), numbers());
    assertEquals(before, library.own());
  }

  @Test
  void generationsAreListedWhileSomebodyElseHoldsTheLibrary() throws IOException {
    library.service(backend, web, "run-1", "new").orThrow();
    try (var channel = FileChannel.open(library.root.resolve(".dormouse/lock"),
        StandardOpenOption.WRITE); var held = channel.lock()) {
      assertTrue(held.isValid());
      assertEquals(List.of(2, 1), numbers());
    }
  }
}
