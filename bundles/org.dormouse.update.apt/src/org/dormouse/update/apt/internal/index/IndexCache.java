package org.dormouse.update.apt.internal.index;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService.IndexFacts;
import org.dormouse.spi.UpdateService.Snapshot;
import org.dormouse.update.apt.internal.AptSettings;
import org.dormouse.update.apt.internal.trust.Keyring;
import org.dormouse.update.apt.internal.trust.SignedText;

/**
 * The snapshots in a cache folder, and their package indexes in memory: loaded once, shared by all threads, given up
 * when memory is short. Thread-safe; several processes may share the folder.
 */
public final class IndexCache {
  private static final Duration REFRESH = Duration.ofMinutes(4);
  private final InstantSource clock;
  private final Map<Path, SoftReference<PackageIndex>> loaded = new ConcurrentHashMap<>();
  private final Map<Path, Object> locks = new ConcurrentHashMap<>();

  public IndexCache(InstantSource clock) {
    this.clock = clock;
  }

  /** Fetches and verifies; a state that is already in the cache is used again. */
  public Result<Snapshot> refresh(AptSettings settings, Path cache) {
    Path snapshots = SnapshotFolder.snapshots(cache.toAbsolutePath().normalize());
    Path scratch = snapshots.resolve(".new-" + UUID.randomUUID());
    try {
      Files.createDirectories(scratch);
      try {
        return Keyring.read(settings.keyrings()).then(keyring -> fetch(settings, keyring, snapshots, scratch));
      } finally {
        SnapshotFolder.delete(scratch);
        new CacheTrim(clock.instant()).trim(snapshots.getParent());
        loaded.keySet().removeIf(folder -> !Files.exists(folder));
      }
    } catch (IOException e) {
      return Result.failed(cacheBroken(snapshots, e));
    }
  }

  private Result<Snapshot> fetch(AptSettings settings, Keyring keyring, Path snapshots, Path scratch) {
    Instant now = clock.instant();
    SnapshotFetch fetch = new SnapshotFetch(settings, keyring, now, REFRESH);
    try {
      Result<String> id = fetch.releases(scratch);
      if (id instanceof Result.Failed<String>(Trouble trouble)) {
        return Result.failed(trouble);
      }
      Path folder = snapshots.resolve(id.orThrow());
      if (!isWhole(folder)) {
        SnapshotFolder.delete(folder);
        Result<SnapshotFolder> fetched = fetch.indexes(scratch);
        if (fetched instanceof Result.Failed<SnapshotFolder>(Trouble trouble)) {
          return Result.failed(trouble);
        }
        put(scratch, folder);
      }
      Files.setLastModifiedTime(folder, FileTime.from(now));
      return facts(settings, fetch, folder).map(facts -> new Snapshot(settings.name(), id.orThrow(), folder, facts));
    } catch (IOException e) {
      return Result.failed(cacheBroken(snapshots, e));
    }
  }

  private Result<List<IndexFacts>> facts(AptSettings settings, SnapshotFetch fetch, Path folder) throws IOException {
    PackageIndex index;
    try {
      index = index(folder);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      SnapshotFolder.delete(folder);
      return Result.failed(SnapshotFetch.malformed("The index of " + settings.description(), e));
    }
    List<IndexFacts> facts = new ArrayList<>();
    for (SnapshotFetch.Suite suite : fetch.suites()) {
      facts.add(new IndexFacts(suite.name(), suite.sha256(), suite.release().date(), suite.release().validUntil(),
          suite.signedBy(), index.size(suite.source().folder(), suite.name())));
    }
    return Result.ok(facts);
  }

  /** Whether the snapshot is there and undamaged. */
  private boolean isWhole(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return false;
    }
    try {
      index(folder);
      return true;
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      return false;
    }
  }

  private static void put(Path scratch, Path folder) throws IOException {
    try {
      Files.deleteIfExists(scratch.resolve("InRelease"));
      // else a crash of the machine could leave the name without the content, for as long as the index stays the same
      SnapshotFolder.sync(scratch);
      Files.move(scratch, folder, StandardCopyOption.ATOMIC_MOVE);
      SnapshotFolder.syncFolder(folder.getParent());
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      // somebody else has just fetched the same state
    }
  }

  /** The packages of a snapshot. Fails with an {@link IOException} if it is damaged. */
  public PackageIndex index(Path folder) throws IOException {
    synchronized (locks.computeIfAbsent(folder, f -> new Object())) {
      SoftReference<PackageIndex> reference = loaded.get(folder);
      PackageIndex known = reference == null ? null : reference.get();
      if (known != null) {
        return known;
      }
      SnapshotFolder snapshot = SnapshotFolder.read(folder);
      List<ReleaseFile> releases = new ArrayList<>();
      for (SnapshotFolder.Release release : snapshot.releases()) {
        byte[] content = Files.readAllBytes(snapshot.tree().resolve(release.path()));
        if (!Hashes.of(content).equals(release.sha256())) {
          throw new IOException(release.path() + " in the snapshot " + folder + " has changed");
        }
        releases.add(ReleaseFile.parse(SignedText.alreadyVerified(content)));
      }
      PackageIndex index = PackageIndexLoader.load(snapshot, releases);
      loaded.put(folder, new SoftReference<>(index));
      return index;
    }
  }

  private static Trouble cacheBroken(Path folder, IOException e) {
    return Trouble.passing("cache-not-writable", "The index cache " + folder + " cannot be used: " + e.getMessage()
        + ".", "Check permissions and free space there.");
  }
}
