package org.dormouse.disk.internal.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A qcow2 image as a disk. Tables are read in slices and kept in bounded caches, so memory does not depend on the size
 * of the image; clusters that follow each other in the file are read in one go.
 */
final class Qcow2Source implements BlockSource {

  private static final int SLICE = 4096;
  private static final int CACHED_SLICES = 128;
  private static final long CACHED_CLUSTER_BYTES = 4 << 20;
  private static final long OFFSET_MASK = 0x00fffffffffffe00L;
  private static final long COMPRESSED = 1L << 62;
  private static final int SUBCLUSTERS = 32;

  /** Where the bytes of a piece of the disk are. */
  private enum Kind { DATA, ZERO, BACKING, COMPRESSED }

  /** @param host place in the file for DATA, the table entry for COMPRESSED; {@code length} of the piece in bytes */
  private record Piece(Kind kind, long host, long length) {

    boolean isFollowedBy(Piece next) {
      return kind == next.kind && switch (kind) {
        case DATA -> next.host == host + length;
        case ZERO, BACKING -> true;
        case COMPRESSED -> false;
      };
    }
  }

  private final FileSource file;
  private final Qcow2Layout layout;
  private final BlockSource backing;
  private final WorkLimit limit;
  private final BoundedCache<ByteBuffer> slices;
  private final BoundedCache<byte[]> unpacked;

  /** @param backing what unallocated clusters show; may be shorter than this disk, which then continues with zeros */
  Qcow2Source(FileSource file, Qcow2Layout layout, BlockSource backing, WorkLimit limit) {
    this.file = file;
    this.layout = layout;
    this.backing = backing;
    this.limit = limit;
    slices = new BoundedCache<>((long) CACHED_SLICES * SLICE, ByteBuffer::capacity, this::slice);
    unpacked = new BoundedCache<>(CACHED_CLUSTER_BYTES, cluster -> cluster.length, this::unpack);
  }

  @Override
  public long size() {
    return layout.size();
  }

  @Override
  public void read(long offset, byte[] target, int at, int length) throws IOException {
    checkInside(offset, length);
    int done = 0;
    while (done < length) {
      Piece piece = run(offset + done, length - done);
      int n = (int) Math.min(piece.length(), length - done);
      fetch(piece, offset + done, target, at + done, n);
      done += n;
    }
  }

  /** The piece at the offset together with the ones that follow it without a break, as far as wanted. */
  private Piece run(long offset, long wanted) throws IOException {
    Piece run = piece(offset);
    while (run.length() < wanted) {
      Piece next = piece(offset + run.length());
      if (!run.isFollowedBy(next)) {
        break;
      }
      run = new Piece(run.kind(), run.host(), run.length() + next.length());
    }
    return run;
  }

  private void fetch(Piece piece, long offset, byte[] target, int at, int length) throws IOException {
    switch (piece.kind()) {
      case DATA -> file.readToEnd(piece.host(), target, at, length);
      case ZERO -> {
        limit.charge(length);
        Arrays.fill(target, at, at + length, (byte) 0);
      }
      case BACKING -> {
        limit.charge(0);
        int there = (int) Math.clamp(backing.size() - offset, 0, length);
        backing.read(Math.min(offset, backing.size()), target, at, there);
        Arrays.fill(target, at + there, at + length, (byte) 0);
      }
      case COMPRESSED -> System.arraycopy(unpacked.get(piece.host()),
          (int) (offset & layout.clusterBytes() - 1), target, at, length);
    }
  }

  private Piece piece(long offset) throws IOException {
    long inCluster = offset & layout.clusterBytes() - 1;
    long rest = layout.clusterBytes() - inCluster;
    long cluster = offset >>> layout.clusterBits();
    int perTableBits = layout.clusterBits() - (layout.extended() ? 4 : 3);
    long l1Index = cluster >>> perTableBits;
    if (l1Index >= layout.l1Entries()) {
      throw MalformedDiskException.image("the cluster table of the image is too short");
    }
    long table = number(layout.l1Offset() + l1Index * 8) & OFFSET_MASK;
    if (table == 0) {
      long covered = layout.clusterBytes() << perTableBits;
      return new Piece(Kind.BACKING, 0, covered - (offset & covered - 1));
    }
    if (table % layout.clusterBytes() != 0) {
      throw MalformedDiskException.image("a cluster table is at the impossible place " + table);
    }
    long entryAt = table + (cluster & (1L << perTableBits) - 1) * layout.l2EntryBytes();
    long entry = number(entryAt);
    if ((entry & COMPRESSED) != 0) {
      return new Piece(Kind.COMPRESSED, entry, rest);
    }
    long host = entry & OFFSET_MASK;
    if (host % layout.clusterBytes() != 0) {
      throw MalformedDiskException.image("a cluster is at the impossible place " + host);
    }
    if (layout.extended()) {
      return subcluster(inCluster, host, number(entryAt + 8));
    }
    if (layout.version() > 2 && (entry & 1) != 0) {
      return new Piece(Kind.ZERO, 0, rest);
    }
    return host == 0 ? new Piece(Kind.BACKING, 0, rest) : new Piece(Kind.DATA, host + inCluster, rest);
  }

  private Piece subcluster(long inCluster, long host, long bitmap) throws MalformedDiskException {
    long bytes = layout.clusterBytes() / SUBCLUSTERS;
    int index = (int) (inCluster / bytes);
    long rest = bytes - inCluster % bytes;
    if ((bitmap >>> SUBCLUSTERS + index & 1) != 0) {
      return new Piece(Kind.ZERO, 0, rest);
    }
    if ((bitmap >>> index & 1) == 0) {
      return new Piece(Kind.BACKING, 0, rest);
    }
    if (host == 0) {
      throw MalformedDiskException.image("a subcluster has no place");
    }
    return new Piece(Kind.DATA, host + inCluster, rest);
  }

  private long number(long at) throws IOException {
    if (at < 0 || at > file.size() - 8) {
      throw new MalformedDiskException("image-truncated", "a cluster table lies behind the end of the file");
    }
    return slices.get(at / SLICE).getLong((int) (at % SLICE));
  }

  private ByteBuffer slice(long index) throws IOException {
    byte[] bytes = new byte[SLICE];
    file.readToEnd(index * SLICE, bytes, 0, SLICE);
    return ByteBuffer.wrap(bytes);
  }

  private byte[] unpack(long entry) throws IOException {
    int offsetBits = 62 - (layout.clusterBits() - 8);
    long offset = entry & (1L << offsetBits) - 1;
    long sectors = (entry & ~(3L << 62)) >>> offsetBits;
    long length = (sectors + 1) * 512 - (offset & 511);
    if (offset >= file.size()) {
      throw new MalformedDiskException("image-truncated", "a compressed cluster lies behind the end of the file");
    }
    byte[] packed = file.read(offset, (int) Math.min(length, file.size() - offset));
    limit.charge(layout.clusterBytes());
    return ClusterDecoder.decode(packed, (int) layout.clusterBytes(), layout.zstd());
  }

  @Override
  public void close() throws IOException {
    try (backing) {
      file.close();
    }
  }
}
