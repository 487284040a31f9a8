package org.dormouse.image.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.ImageInspector.ImageFacts;

/**
 * The header of a qcow2 image, versions 2 and 3, with its extensions and snapshot table, by QEMU's
 * {@code docs/interop/qcow2.txt}. Its limits are QEMU's own, so that nothing is refused that QEMU would open, except
 * what makes QEMU open a further file (external data files) and features that did not exist when this was written.
 */
final class Qcow2Header {

  private static final int MAGIC = 0x514649fb;
  private static final int V2_LENGTH = 72;
  private static final int V3_LENGTH = 104;
  private static final long DIRTY = 1;
  private static final long CORRUPT = 1 << 1;
  private static final long EXTERNAL_DATA = 1 << 2;
  private static final long COMPRESSION_TYPE = 1 << 3;
  private static final long EXTENDED_L2 = 1 << 4;
  private static final long LAZY_REFCOUNTS = 1;
  private static final int BACKING_FORMAT = 0xe2792aca;
  private static final int LARGEST_L1_BYTES = 32 << 20;
  private static final int MOST_SNAPSHOTS = 65_536;
  private static final long LARGEST_SNAPSHOT_TABLE = 16 << 20;
  private static final long OFFSET_MASK = 0x00fffffffffffe00L;
  private static final long COMPRESSED_CLUSTER = 1L << 62;
  private static final int L2_TABLES_SAMPLED = 4;

  private final ImageFile file;
  private final ByteBuffer header;
  private final int version;
  private final int clusterBits;
  private final long incompatible;
  private final int headerLength;

  private Qcow2Header(ImageFile file) throws IOException {
    this.file = file;
    if (file.read(0, V2_LENGTH, "the header").getInt() != MAGIC) {
      throw new MalformedImageException("it is not a qcow2 image");
    }
    header = file.read(0, Math.min(file.size(), V3_LENGTH + 8), "the header");
    version = header.getInt(4);
    if (version != 2 && version != 3) {
      throw new MalformedImageException("qcow2 version " + Integer.toUnsignedString(version) + " is not known");
    }
    clusterBits = header.getInt(20);
    if (clusterBits < 9 || clusterBits > 21) {
      throw new MalformedImageException("the cluster size is 2^" + Integer.toUnsignedString(clusterBits));
    }
    if (version == 3 && header.limit() < V3_LENGTH) {
      throw new MalformedImageException("image-truncated", "the header ends too early");
    }
    incompatible = version == 2 ? 0 : header.getLong(72);
    headerLength = version == 2 ? V2_LENGTH : header.getInt(100);
    checkFeatures();
    checkTables();
  }

  static ImageFacts read(ImageFile file) throws IOException {
    return new Qcow2Header(file).facts();
  }

  private void checkFeatures() throws IOException {
    if ((incompatible & EXTERNAL_DATA) != 0) {
      throw new MalformedImageException("image-refers-elsewhere", "its data lies in another file that it names");
    }
    long unknown = incompatible & ~(DIRTY | CORRUPT | COMPRESSION_TYPE | EXTENDED_L2);
    if (unknown != 0) {
      throw new MalformedImageException("image-feature-unknown", "it needs features that are not known here (bits "
          + Long.toHexString(unknown) + ")");
    }
    if (version == 3 && (headerLength < V3_LENGTH || headerLength > 1 << clusterBits || headerLength % 8 != 0)) {
      throw new MalformedImageException("the header has the impossible length "
          + Integer.toUnsignedString(headerLength));
    }
    if ((incompatible & COMPRESSION_TYPE) != 0 && headerLength <= V3_LENGTH) {
      throw new MalformedImageException("the compression type is missing");
    }
    if (compressionType() > 1) {
      throw new MalformedImageException("image-feature-unknown", "compression type " + compressionType()
          + " is not known here");
    }
    if (version == 3 && (header.getInt(96) < 0 || header.getInt(96) > 6)) {
      throw new MalformedImageException("the reference counts have an impossible width");
    }
  }

  private void checkTables() throws IOException {
    long size = header.getLong(24);
    long l1Entries = Integer.toUnsignedLong(header.getInt(36));
    long perL1Entry = (1L << clusterBits) * ((1L << clusterBits) / l2EntryBytes());
    if (size < 0 || l1Entries * 8 > LARGEST_L1_BYTES) {
      throw new MalformedImageException("the virtual size " + Long.toUnsignedString(size) + " is impossible");
    }
    if (Long.divideUnsigned(size, perL1Entry) + (size % perL1Entry == 0 ? 0 : 1) > l1Entries) {
      throw new MalformedImageException("the cluster table is too small for the virtual size " + size);
    }
    checkTable("the cluster table", header.getLong(40), l1Entries * 8);
    checkTable("the table of reference counts", header.getLong(48),
        Integer.toUnsignedLong(header.getInt(56)) << clusterBits);
  }

  private void checkTable(String what, long offset, long length) throws IOException {
    if (length == 0) {
      return;
    }
    if (offset <= 0 || offset % (1L << clusterBits) != 0) {
      throw new MalformedImageException(what + " is at the impossible place " + Long.toUnsignedString(offset));
    }
    if (offset > file.size() - Math.min(length, file.size())) {
      throw new MalformedImageException("image-truncated", what + " lies behind the end of the file");
    }
  }

  private int l2EntryBytes() {
    return (incompatible & EXTENDED_L2) != 0 ? 16 : 8;
  }

  private int compressionType() {
    return headerLength > V3_LENGTH && header.limit() > V3_LENGTH ? header.get(V3_LENGTH) & 0xff : 0;
  }

  private ImageFacts facts() throws IOException {
    List<String> snapshots = new ArrayList<>();
    boolean savedState = readSnapshots(snapshots);
    Optional<String> backing = backing();
    return new ImageFacts(DiskFormat.QCOW2, header.getLong(24), file.size(), subformat(), backing,
        backing.isEmpty() ? Optional.empty() : backingFormat(), snapshots, savedState, header.getInt(32) != 0,
        (incompatible & DIRTY) != 0, (incompatible & CORRUPT) != 0);
  }

  private List<String> subformat() throws IOException {
    boolean lazy = version == 3 && (header.getLong(80) & LAZY_REFCOUNTS) != 0;
    List<String> options = new ArrayList<>();
    options.add("compat=" + (version == 2 ? "0.10" : "1.1"));
    options.add("cluster_size=" + (1 << clusterBits));
    if (version == 3) {
      options.add("lazy_refcounts=" + (lazy ? "on" : "off"));
      options.add("refcount_bits=" + (1 << header.getInt(96)));
      options.add("extended_l2=" + ((incompatible & EXTENDED_L2) != 0 ? "on" : "off"));
      options.add("compression_type=" + (compressionType() == 1 ? "zstd" : "zlib"));
    }
    if (isMostlyCompressed()) {
      options.add("compressed=yes");
    }
    return options;
  }

  private Optional<String> backing() throws IOException {
    long offset = header.getLong(8);
    if (offset == 0) {
      return Optional.empty();
    }
    long length = Integer.toUnsignedLong(header.getInt(16));
    if (length > 1023 || offset < 0 || offset > (1L << clusterBits) - length) {
      throw new MalformedImageException("the name of the backing file has an impossible place or length");
    }
    return length == 0 ? Optional.empty() : Optional.of(text(file.read(offset, length, "the backing file's name")));
  }

  private Optional<DiskFormat> backingFormat() throws IOException {
    // The first cluster can be shorter than said when the file is tiny.
    long end = Math.min(file.size(), header.getLong(8) == 0 ? 1L << clusterBits : header.getLong(8));
    long at = headerLength;
    while (at + 8 <= end) {
      ByteBuffer extension = file.read(at, 8, "a header extension");
      int type = extension.getInt();
      long length = Integer.toUnsignedLong(extension.getInt());
      if (type == 0) {
        break;
      }
      if (length > end - at - 8) {
        throw new MalformedImageException("a header extension is larger than its place");
      }
      if (type == BACKING_FORMAT) {
        String name = text(file.read(at + 8, Math.min(length, 64), "the backing file's format"));
        return Optional.of(formatNamed(name));
      }
      at += 8 + (length + 7) / 8 * 8;
    }
    return Optional.empty();
  }

  private static DiskFormat formatNamed(String name) throws MalformedImageException {
    for (DiskFormat format : DiskFormat.values()) {
      if (format.qemuName().equals(name)) {
        return format;
      }
    }
    throw new MalformedImageException("image-feature-unknown", "its backing file has the unknown format \""
        + name.replaceAll("[^\\x20-\\x7e]", "?") + "\"");
  }

  /** Puts the names in the list; true if a snapshot holds a machine's memory. */
  private boolean readSnapshots(List<String> names) throws IOException {
    long count = Integer.toUnsignedLong(header.getInt(60));
    long start = header.getLong(64);
    if (count > MOST_SNAPSHOTS) {
      throw new MalformedImageException("it claims to have " + count + " snapshots");
    }
    boolean savedState = false;
    long at = start;
    for (long i = 0; i < count; i++) {
      ByteBuffer entry = file.read(at, 40, "a snapshot");
      int idLength = entry.getShort(12) & 0xffff;
      int nameLength = entry.getShort(14) & 0xffff;
      long extraLength = Integer.toUnsignedLong(entry.getInt(36));
      if (extraLength > 1024) {
        throw new MalformedImageException("a snapshot is described in " + extraLength + " bytes");
      }
      savedState |= entry.getInt(32) != 0
          || extraLength >= 8 && file.read(at + 40, 8, "a snapshot").getLong() != 0;
      names.add(text(file.read(at + 40 + extraLength + idLength, nameLength, "the name of a snapshot")));
      at += (40 + extraLength + idLength + nameLength + 7) / 8 * 8;
      if (at - start > LARGEST_SNAPSHOT_TABLE) {
        throw new MalformedImageException("the table of snapshots is larger than " + LARGEST_SNAPSHOT_TABLE);
      }
    }
    return savedState;
  }

  /** By the first few tables: whether new generations should be compressed as well. */
  private boolean isMostlyCompressed() throws IOException {
    long l1Offset = header.getLong(40);
    long l1Bytes = Math.min(Integer.toUnsignedLong(header.getInt(36)) * 8, 1 << 16);
    ByteBuffer l1 = file.read(l1Offset, Math.min(l1Bytes, Math.max(0, file.size() - l1Offset)), "the cluster table");
    int tables = 0;
    int used = 0;
    int compressed = 0;
    while (l1.remaining() >= 8 && tables < L2_TABLES_SAMPLED) {
      long offset = l1.getLong() & OFFSET_MASK;
      if (offset == 0 || offset > file.size() - (1L << clusterBits)) {
        continue;
      }
      tables++;
      ByteBuffer l2 = file.read(offset, 1L << clusterBits, "a cluster table");
      for (int i = 0; i < l2.limit(); i += l2EntryBytes()) {
        long entry = l2.getLong(i);
        used += entry != 0 ? 1 : 0;
        compressed += (entry & COMPRESSED_CLUSTER) != 0 ? 1 : 0;
      }
    }
    return compressed > 0 && compressed * 2L >= used;
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }
}
