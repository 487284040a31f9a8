package org.dormouse.update.apt.internal.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.dormouse.spi.UpdateService.Snapshot;

/**
 * A snapshot as it lies in the cache:
 *
 * <pre>
 * manifest       what follows, one line each, tab-separated; written last
 * keys.gpg       the service's keyring, binary
 * tree/          the repository's index exactly as the guest's apt reads it: InRelease files and packed indexes
 * plain/N        the indexes unpacked
 * </pre>
 *
 * <p>Beside the snapshots, {@code ../../packages} keeps fetched packages and {@code ../../media} disk images.
 *
 * @param releases one per suite
 * @param indexes one per suite, component and architecture
 */
public record SnapshotFolder(Path folder, List<Release> releases, List<Index> indexes) {
  private static final String HEADER = "dormouse apt snapshot 2";

  /**
   * @param folder of its repository below tree, empty or with a slash at its end
   * @param path of the InRelease file below tree
   */
  public record Release(String folder, String suite, String path, String sha256) {}

  /**
   * @param folder of its repository below tree, empty or with a slash at its end
   * @param path of the index below tree, without the suffix of its compression
   * @param sha256 and {@code size} of the unpacked index
   * @param compression how it is packed below tree
   */
  public record Index(String folder, String suite, String component, String architecture, String path,
      Compression compression, String sha256, long size, String plain) {}

  public SnapshotFolder {
    releases = List.copyOf(releases);
    indexes = List.copyOf(indexes);
  }

  public Path tree() {
    return folder.resolve("tree");
  }

  public Path keys() {
    return folder.resolve("keys.gpg");
  }

  public Path plain(Index index) {
    return folder.resolve("plain").resolve(index.plain);
  }

  /** Where this cache keeps packages, by SHA-256. */
  public Path packages() {
    return folder.resolve("../../packages").normalize();
  }

  public Path media() {
    return folder.resolve("../../media").normalize();
  }

  public static Path snapshots(Path cache) {
    return cache.resolve("apt").resolve("snapshots");
  }

  void write() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(HEADER);
    releases.forEach(r -> lines.add(String.join("\t", "release", r.folder, r.suite, r.path, r.sha256)));
    indexes.forEach(i -> lines.add(String.join("\t", "index", i.folder, i.suite, i.component, i.architecture, i.path,
        i.compression.name(), i.sha256, Long.toString(i.size), i.plain)));
    Files.write(folder.resolve("manifest"), lines, StandardCharsets.UTF_8);
  }

  public static SnapshotFolder read(Snapshot snapshot) throws IOException {
    return read(snapshot.folder());
  }

  /** Fails with an {@link IOException} if the folder is no whole snapshot of ours. */
  public static SnapshotFolder read(Path folder) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("manifest"), StandardCharsets.UTF_8);
    if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
      throw new IOException(folder + " is no snapshot of an APT repository");
    }
    List<Release> releases = new ArrayList<>();
    List<Index> indexes = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] f = line.split("\t", -1);
      switch (f[0] + f.length) {
        case "release5" -> releases.add(new Release(f[1], f[2], f[3], f[4]));
        case "index10" -> indexes.add(new Index(f[1], f[2], f[3], f[4], f[5], Compression.valueOf(f[6]), f[7],
            Long.parseLong(f[8]), f[9]));
        default -> throw new IOException("the manifest in " + folder + " has an unknown line");
      }
    }
    return new SnapshotFolder(folder, releases, indexes);
  }

  /** Puts the names in a folder on the medium. */
  public static void syncFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Puts a file, or a folder and all in it, on the medium. */
  public static void sync(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
          channel.force(true);
        }
      }
    }
  }

  /** Removes a folder and all in it. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
