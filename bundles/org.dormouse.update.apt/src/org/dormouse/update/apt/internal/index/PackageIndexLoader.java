package org.dormouse.update.apt.internal.index;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.List;
import org.dormouse.update.apt.internal.debian.StanzaReader;

/**
 * Reads the unpacked indexes of a snapshot, streaming. They are signed, and still bounded: size of a paragraph, of a
 * file, number of packages and of provided names. What the signature says of them is compared again, because a cache
 * may be damaged by a crash of the machine, and of what is missing nothing would ever be pending.
 */
final class PackageIndexLoader {
  private static final byte[] PACKAGE = "Package".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] VERSION = "Version".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ARCHITECTURE = "Architecture".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PROVIDES = "Provides".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_PACKAGES = 1_000_000;
  private static final int MAX_PROVIDED = 4_000_000;
  private static final int MAX_TEXT = 4096;
  private final PackageTable table = new PackageTable();
  private int provided;

  /** Fails with an {@link IOException} that says which index is malformed, and where. */
  static PackageIndex load(SnapshotFolder snapshot, List<ReleaseFile> releases) throws IOException {
    PackageIndexLoader loader = new PackageIndexLoader();
    List<PackageIndex.Source> sources = new ArrayList<>();
    for (SnapshotFolder.Index index : snapshot.indexes()) {
      ReleaseFile release = release(snapshot, releases, index);
      DigestInputStream summed = new DigestInputStream(Files.newInputStream(snapshot.plain(index)), Hashes.sha256());
      try (summed) {
        loader.read(new StanzaReader(summed, index.size()), sources.size(), index);
      }
      if (!Hashes.hex(summed.getMessageDigest()).equals(index.sha256())) {
        throw new IOException("index " + index.path() + " of suite " + index.suite() + " in " + snapshot.folder()
            + " is not what was fetched");
      }
      sources.add(new PackageIndex.Source(index, release));
    }
    loader.table.finish();
    return new PackageIndex(snapshot, sources, loader.table);
  }

  private static ReleaseFile release(SnapshotFolder snapshot, List<ReleaseFile> releases,
      SnapshotFolder.Index index) {
    for (int i = 0; i < releases.size(); i++) {
      SnapshotFolder.Release release = snapshot.releases().get(i);
      if (release.suite().equals(index.suite()) && release.folder().equals(index.folder())) {
        return releases.get(i);
      }
    }
    throw new IllegalStateException("the snapshot in " + snapshot.folder() + " has no release of suite "
        + index.suite());
  }

  private void read(StanzaReader reader, int source, SnapshotFolder.Index index) throws IOException {
    try {
      while (reader.next()) {
        long name = field(reader, PACKAGE);
        long version = field(reader, VERSION);
        String architecture = text(reader, field(reader, ARCHITECTURE));
        if (architecture.length() > 32 || table.size() >= MAX_PACKAGES || reader.offset() > 0xffff_ffffL) {
          throw new IOException("there are too many packages, or one at byte " + reader.offset() + " is malformed");
        }
        if (!architecture.equals("all") && !architecture.equals(index.architecture())) {
          continue;
        }
        int entry = table.add(reader.bytes(), name, version, architecture, source, reader.offset(), reader.length());
        provides(reader, entry);
      }
    } catch (IOException e) {
      throw new IOException("index " + index.path() + " of suite " + index.suite() + ": " + e.getMessage(), e);
    }
  }

  private static long field(StanzaReader reader, byte[] name) throws IOException {
    long range = reader.field(name);
    int size = (int) range - (int) (range >>> 32);
    if (range < 0 || size == 0 || size > MAX_TEXT) {
      throw new IOException("the package at byte " + reader.offset() + " has no proper "
          + new String(name, StandardCharsets.US_ASCII));
    }
    return range;
  }

  private static String text(StanzaReader reader, long range) {
    int from = (int) (range >>> 32);
    return new String(reader.bytes(), from, (int) range - from, StandardCharsets.UTF_8);
  }

  private void provides(StanzaReader reader, int entry) throws IOException {
    long range = reader.field(PROVIDES);
    if (range < 0) {
      return;
    }
    for (String part : text(reader, range).split(",")) {
      String name = part.strip();
      int end = 0;
      while (end < name.length() && " :(".indexOf(name.charAt(end)) < 0) {
        end++;
      }
      if (end > 0) {
        table.addProvided(name.substring(0, end), entry);
        if (++provided > MAX_PROVIDED) {
          throw new IOException("there are too many provided names");
        }
      }
    }
  }
}
