package org.dormouse.update.apt.internal.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps the cache small: what was not used for a while goes. Use is recorded as the time of modification; the folders
 * of snapshots that runs still need, paused ones too, are touched before each refresh, and no package or medium is
 * needed for as long as these ages once it was fetched: what a resumed run misses is fetched or made again.
 */
record CacheTrim(Instant now) {
  private static final Duration SNAPSHOTS = Duration.ofDays(7);
  private static final Duration PACKAGES = Duration.ofDays(30);
  private static final Duration MEDIA = Duration.ofDays(2);
  private static final Duration SCRATCH = Duration.ofDays(1);

  /** @param apt this back end's part of the cache */
  void trim(Path apt) throws IOException {
    for (Path snapshot : inside(apt.resolve("snapshots"))) {
      boolean scratch = snapshot.getFileName().toString().startsWith(".new-");
      if (unused(snapshot, scratch ? SCRATCH : SNAPSHOTS)) {
        SnapshotFolder.delete(snapshot);
      }
    }
    for (Path folder : inside(apt.resolve("packages"))) {
      for (Path file : inside(folder)) {
        if (unused(file, PACKAGES)) {
          Files.deleteIfExists(file);
        }
      }
    }
    for (Path file : inside(apt.resolve("media"))) {
      if (unused(file, MEDIA)) {
        SnapshotFolder.delete(file);
      }
    }
  }

  private boolean unused(Path path, Duration age) throws IOException {
    return Files.exists(path) && Files.getLastModifiedTime(path).toInstant().isBefore(now.minus(age));
  }

  private static List<Path> inside(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(folder)) {
      return list.toList();
    }
  }
}
