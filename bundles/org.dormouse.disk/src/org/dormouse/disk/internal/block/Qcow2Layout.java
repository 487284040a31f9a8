package org.dormouse.disk.internal.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the header of a qcow2 image (QEMU's {@code docs/interop/qcow2.txt}, versions 2 and 3) says that reading needs.
 *
 * @param backing name of the backing file as written, {@code backingFormat} QEMU's name of its format
 * @param l1Entries number of entries of the first-level table at {@code l1Offset}
 * @param extended each second-level entry has a bitmap of 32 subclusters
 * @param zstd compressed clusters are zstd frames, else raw deflate
 */
record Qcow2Layout(int version, int clusterBits, long size, long l1Offset, long l1Entries, boolean extended,
    boolean zstd, Optional<String> backing, Optional<String> backingFormat) {

  private static final int MAGIC = 0x514649fb;
  private static final int V2_LENGTH = 72;
  private static final int V3_LENGTH = 104;
  private static final long DIRTY = 1;
  private static final long CORRUPT = 1 << 1;
  private static final long COMPRESSION_TYPE = 1 << 3;
  private static final long EXTENDED_L2 = 1 << 4;
  private static final int BACKING_FORMAT = 0xe2792aca;
  private static final long LARGEST_L1_BYTES = 32 << 20;

  static Qcow2Layout read(FileSource file) throws IOException {
    if (file.size() < V2_LENGTH) {
      throw new MalformedDiskException("image-truncated", "it is too short for a qcow2 image");
    }
    ByteBuffer header = ByteBuffer.wrap(file.read(0, (int) Math.min(file.size(), V3_LENGTH + 8)));
    int version = header.getInt(4);
    int clusterBits = header.getInt(20);
    if (header.getInt(0) != MAGIC || version != 2 && version != 3) {
      throw MalformedDiskException.image("it is no qcow2 image of version 2 or 3");
    }
    if (clusterBits < 9 || clusterBits > 21 || version == 3 && header.limit() < V3_LENGTH) {
      throw MalformedDiskException.image("the qcow2 header is damaged");
    }
    if (header.getInt(32) != 0) {
      throw new MalformedDiskException("encrypted-disk", "the image is encrypted");
    }
    long features = version == 2 ? 0 : header.getLong(72);
    checkFeatures(features);
    int headerLength = version == 2 ? V2_LENGTH : header.getInt(100);
    boolean typed = (features & COMPRESSION_TYPE) != 0;
    if (headerLength < V2_LENGTH || headerLength > 1 << clusterBits
        || typed && (headerLength <= V3_LENGTH || header.limit() <= V3_LENGTH || header.get(V3_LENGTH) > 1)) {
      throw MalformedDiskException.image("the qcow2 header is damaged");
    }
    Optional<String> backing = backing(file, header, clusterBits);
    return new Qcow2Layout(version, clusterBits, header.getLong(24), header.getLong(40),
        Integer.toUnsignedLong(header.getInt(36)), (features & EXTENDED_L2) != 0,
        typed && header.get(V3_LENGTH) == 1, backing,
        backing.isEmpty() ? Optional.empty() : backingFormat(file, headerLength, header.getLong(8))).checked();
  }

  private static void checkFeatures(long features) throws MalformedDiskException {
    if ((features & ~(DIRTY | CORRUPT | COMPRESSION_TYPE | EXTENDED_L2)) != 0) {
      throw new MalformedDiskException("image-feature-unknown", "the image needs qcow2 features that are not known "
          + "here (bits " + Long.toHexString(features) + ")");
    }
    if ((features & CORRUPT) != 0) {
      throw new MalformedDiskException("image-corrupt", "the image is marked as corrupt");
    }
  }

  private Qcow2Layout checked() throws MalformedDiskException {
    long perEntry = clusterBytes() * (clusterBytes() / l2EntryBytes());
    boolean enough = size >= 0 && l1Entries * 8 <= LARGEST_L1_BYTES
        && size / perEntry + (size % perEntry == 0 ? 0 : 1) <= l1Entries;
    if (!enough || l1Entries > 0 && (l1Offset <= 0 || l1Offset % clusterBytes() != 0)) {
      throw MalformedDiskException.image("the cluster table of the image is damaged");
    }
    return this;
  }

  private static Optional<String> backing(FileSource file, ByteBuffer header, int clusterBits) throws IOException {
    long offset = header.getLong(8);
    long length = Integer.toUnsignedLong(header.getInt(16));
    if (offset == 0 || length == 0) {
      return Optional.empty();
    }
    if (length > 1023 || offset < 0 || offset > (1L << clusterBits) - length) {
      throw MalformedDiskException.image("the name of the backing file has an impossible place or length");
    }
    return Optional.of(new String(file.read(offset, (int) length), StandardCharsets.UTF_8));
  }

  private static Optional<String> backingFormat(FileSource file, int from, long end) throws IOException {
    long at = from;
    while (at + 8 <= end) {
      ByteBuffer extension = ByteBuffer.wrap(file.read(at, 8));
      int type = extension.getInt();
      long length = Integer.toUnsignedLong(extension.getInt());
      if (type == 0) {
        break;
      }
      if (length > end - at - 8) {
        throw MalformedDiskException.image("a header extension is larger than its place");
      }
      if (type == BACKING_FORMAT) {
        return Optional.of(new String(file.read(at + 8, (int) Math.min(length, 64)), StandardCharsets.UTF_8));
      }
      at += 8 + (length + 7) / 8 * 8;
    }
    return Optional.empty();
  }

  long clusterBytes() {
    return 1L << clusterBits;
  }

  int l2EntryBytes() {
    return extended ? 16 : 8;
  }
}
