package org.dormouse.update.apt.internal.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService.Snapshot;
import org.dormouse.update.apt.internal.AptUpdateService;
import org.dormouse.update.apt.internal.TestKey;
import org.dormouse.update.apt.internal.TestRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefreshTest {
  @TempDir
  Path folder;
  private TestRepository repository;
  private Path cache;

  @BeforeEach
  void makeRepository() throws IOException {
    repository = new TestRepository(folder.resolve("repository")).add("hello", "2", "amd64", "")
        .add("tool", "1:1-1", "all", "Provides: gadget\n").publish();
    cache = folder.resolve("cache");
  }

  private Result<Snapshot> refresh(BackendSpec service, Instant now) {
    return new AptUpdateService(InstantSource.fixed(now)).refresh(service, cache);
  }

  private Result<Snapshot> refresh() throws IOException {
    return refresh(repository.service(), TestRepository.NOW);
  }

  private void assertTrouble(String code, Result<Snapshot> result) throws IOException {
    assertEquals(code, result.failure().map(Trouble::code).orElse("ok"));
    try (Stream<Path> left = Files.list(SnapshotFolder.snapshots(cache))) {
      assertEquals(0, left.count(), "nothing may be left in the cache");
    }
  }

  @Test
  void goodIndexBecomesAWholeSnapshot() throws IOException {
    Snapshot snapshot = refresh().orThrow();
    assertEquals(2, snapshot.indexes().getFirst().packages());
    assertEquals(Hashes.of(repository.inRelease()), snapshot.indexes().getFirst().sha256());
    assertEquals(TestRepository.MADE, snapshot.indexes().getFirst().date());
    SnapshotFolder read = SnapshotFolder.read(snapshot);
    assertEquals(Hashes.of(repository.index(".xz")),
        Hashes.of(read.tree().resolve("dists/stable/main/binary-amd64/Packages.xz")));
    assertTrue(Files.size(read.keys()) > 0);
  }

  @Test
  void unchangedIndexIsTheSameSnapshot() throws IOException {
    Snapshot first = refresh().orThrow();
    FileTime made = Files.getLastModifiedTime(first.folder().resolve("manifest"));
    assertEquals(first, refresh().orThrow());
    assertEquals(made, Files.getLastModifiedTime(first.folder().resolve("manifest")));
  }

  /** Of what is missing in an index nothing would ever be pending. */
  @Test
  void aSnapshotThatACrashHasCutIsNeverReadAndIsFetchedAnew() throws IOException {
    Snapshot first = refresh().orThrow();
    SnapshotFolder folder = SnapshotFolder.read(first);
    Path plain = folder.plain(folder.indexes().getFirst());
    byte[] whole = Files.readAllBytes(plain);
    for (int size : new int[] {0, whole.length / 2}) {
      Files.write(plain, Arrays.copyOf(whole, size));
      IndexCache cut = new IndexCache(InstantSource.fixed(TestRepository.NOW));
      assertThrows(IOException.class, () -> cut.index(first.folder()));
      assertEquals(first, refresh().orThrow());
      assertArrayEquals(whole, Files.readAllBytes(plain));
    }
  }

  @Test
  void changedIndexIsAnotherSnapshotAndTheOldOneStays() throws IOException {
    Snapshot first = refresh().orThrow();
    repository.add("hello", "3", "amd64", "").publish();
    Snapshot second = refresh().orThrow();
    assertFalse(first.id().equals(second.id()));
    assertTrue(Files.exists(first.folder().resolve("manifest")));
  }

  @Test
  void unusedSnapshotsGoAfterAWeek() throws IOException {
    Snapshot first = refresh().orThrow();
    repository.fields.remove("Valid-Until");
    repository.add("hello", "3", "amd64", "").publish();
    refresh(repository.service(), TestRepository.NOW.plus(Duration.ofDays(10))).orThrow();
    assertFalse(Files.exists(first.folder()));
  }

  @Test
  void expiredIndexIsNamedWithItsAge() throws IOException {
    Result<Snapshot> result = refresh(repository.service(), TestRepository.MADE.plus(Duration.ofDays(8)));
    assertTrue(result.failure().orElseThrow().message().contains("8 days"));
    assertTrouble("index-expired", result);
  }

  @Test
  void indexFromTheFutureIsNamed() throws IOException {
    repository.fields.put("Date", TestRepository.date(TestRepository.NOW.plus(Duration.ofDays(1))));
    repository.publish();
    assertTrouble("index-from-future", refresh());
  }

  @Test
  void wrongSignatureIsNamed() throws IOException {
    Files.writeString(repository.inRelease(), Files.readString(repository.inRelease()).replace("stable", "stablo"));
    assertTrouble("signature-wrong", refresh());
  }

  @Test
  void unknownKeyIsNamed() throws IOException {
    Path other = new TestKey(TestRepository.MADE, Duration.ZERO).writeTo(folder.resolve("other.gpg"));
    assertTrouble("signature-unknown-key",
        refresh(repository.service("keyring", other.toString()), TestRepository.NOW));
  }

  @Test
  void truncatedIndexIsNamed() throws IOException {
    byte[] content = Files.readAllBytes(repository.index(".xz"));
    Files.write(repository.index(".xz"), Arrays.copyOf(content, content.length - 10));
    assertTrouble("index-truncated", refresh());
  }

  @Test
  void missingIndexIsNamed() throws IOException {
    Files.delete(repository.index(".xz"));
    assertTrouble("index-missing", refresh());
    Files.delete(repository.inRelease());
    assertTrouble("index-missing", refresh());
  }

  @Test
  void indexWithOtherContentIsNamed() throws IOException {
    byte[] content = Files.readAllBytes(repository.index(".xz"));
    content[content.length / 2] ^= 1;
    Files.write(repository.index(".xz"), content);
    assertTrouble("index-corrupt", refresh());
  }

  @Test
  void longerIndexThanSignedIsNamed() throws IOException {
    Files.writeString(repository.index(".xz"), "x".repeat(100_000));
    assertTrouble("index-corrupt", refresh());
  }

  @Test
  void aCompressionBombEndsAtTheSignedSize() throws IOException {
    byte[] bomb = TestRepository.xz(new byte[50 << 20]);
    StringBuilder sums = new StringBuilder("SHA256:\n");
    TestRepository.line(sums, "Package: x\n".getBytes(StandardCharsets.UTF_8), "");
    TestRepository.line(sums, bomb, ".xz");
    Files.write(repository.index(".xz"), bomb);
    repository.sign(sums.toString());
    assertTrouble("index-corrupt", refresh());
  }

  @Test
  void packedIndexWhoseContentIsNotTheSignedOneIsNamed() throws IOException {
    byte[] other = TestRepository.xz("Package: evil\n".getBytes(StandardCharsets.UTF_8));
    StringBuilder sums = new StringBuilder("SHA256:\n");
    TestRepository.line(sums, "Package: good\n".getBytes(StandardCharsets.UTF_8), "");
    TestRepository.line(sums, other, ".xz");
    Files.write(repository.index(".xz"), other);
    repository.sign(sums.toString());
    assertTrouble("index-corrupt", refresh());
  }

  @Test
  void signedButMalformedIndexIsNamed() throws IOException {
    repository.addRaw("Version: 1\nArchitecture: all\n").publish();
    assertTrouble("index-malformed", refresh());
  }

  @Test
  void signedButEndlessParagraphIsNamed() throws IOException {
    repository.addRaw("Package: x\nVersion: 1\nArchitecture: all\nDescription: " + "y".repeat(2 << 20) + "\n")
        .publish();
    assertTrouble("index-malformed", refresh());
  }

  @Test
  void componentThatTheIndexDoesNotListIsNamed() throws IOException {
    assertTrouble("index-missing", refresh(repository.service("components", "main contrib"), TestRepository.NOW));
  }

  @Test
  void indexWithoutSha256IsNamed() throws IOException {
    repository.sign("MD5Sum:\n d41d8cd98f00b204e9800998ecf8427e 0 main/binary-amd64/Packages\n");
    assertTrouble("index-malformed", refresh());
  }

  @Test
  void plainAndGzipIndexesAreReadToo() throws IOException {
    for (String suffix : new String[] {".gz", ""}) {
      byte[] plain = "Package: a\nVersion: 1\nArchitecture: all\n".getBytes(StandardCharsets.UTF_8);
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (var out = suffix.isEmpty() ? packed : new GZIPOutputStream(packed)) {
        out.write(plain);
      }
      Files.write(repository.index(suffix), packed.toByteArray());
      StringBuilder sums = new StringBuilder("SHA256:\n");
      TestRepository.line(sums, packed.toByteArray(), suffix);
      repository.sign(sums.toString());
      assertEquals(1, refresh().orThrow().indexes().getFirst().packages(), suffix);
    }
  }

  @Test
  void flatRepositoryIsRead() throws IOException {
    Path flat = Files.createDirectories(folder.resolve("flat"));
    byte[] plain = "Package: a\nVersion: 1\nArchitecture: amd64\n".getBytes(StandardCharsets.UTF_8);
    Files.write(flat.resolve("Packages"), plain);
    Files.writeString(flat.resolve("InRelease"), repository.key.clearSign(repository.release("SHA256:\n "
        + Hashes.of(plain) + " " + plain.length + " Packages\n"), TestRepository.MADE));
    Snapshot snapshot = refresh(repository.service("uri", flat.toUri().toString(), "suites", "./", "flat", "true"),
        TestRepository.NOW).orThrow();
    assertEquals(1, snapshot.indexes().getFirst().packages());
    assertTrue(Files.exists(SnapshotFolder.read(snapshot).tree().resolve("Packages")));
  }

  @Test
  void missingRepositoryFolderIsPassing() throws IOException {
    Trouble trouble = refresh(repository.service("uri", folder.resolve("nowhere").toUri().toString()),
        TestRepository.NOW).failure().orElseThrow();
    assertEquals("service-unreachable", trouble.code());
    assertTrue(trouble.passing());
  }
}
