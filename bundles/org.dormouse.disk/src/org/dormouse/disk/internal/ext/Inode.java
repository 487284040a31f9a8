package org.dormouse.disk.internal.ext;

import java.nio.ByteBuffer;
import org.dormouse.spi.DiskReader.GuestFiles.Kind;

/**
 * One inode. {@code raw} is its place in the inode table, little-endian, from which the block map and data inside the
 * inode are read.
 *
 * @param modified seconds since the epoch
 */
record Inode(long number, int mode, long size, long modified, int owner, int group, int flags, ByteBuffer raw) {

  static final int BLOCK_MAP = 0x28;
  static final int BLOCK_MAP_BYTES = 60;
  private static final int EXTENTS_FLAG = 0x80000;
  private static final int INLINE_FLAG = 0x10000000;
  private static final int ENCRYPTED_FLAG = 0x800;
  private static final int OLD_BYTES = 128;

  static Inode of(long number, ByteBuffer raw, boolean largeDirectories) {
    int mode = raw.getShort(0) & 0xffff;
    long size = Integer.toUnsignedLong(raw.getInt(0x4));
    if ((mode & 0xf000) == 0x8000 || largeDirectories) {
      size |= Integer.toUnsignedLong(raw.getInt(0x6c)) << 32;
    }
    int owner = raw.getShort(0x2) & 0xffff | raw.getShort(0x78) << 16;
    int group = raw.getShort(0x18) & 0xffff | raw.getShort(0x7a) << 16;
    return new Inode(number, mode, size, modified(raw), owner, group, raw.getInt(0x20), raw);
  }

  private static long modified(ByteBuffer raw) {
    long seconds = raw.getInt(0x10);
    boolean extended = raw.limit() > OLD_BYTES && (raw.getShort(OLD_BYTES) & 0xffff) >= 0x8c - OLD_BYTES
        && raw.limit() >= 0x8c;
    return extended ? seconds + ((raw.getInt(0x88) & 3L) << 32) : seconds;
  }

  Kind kind() {
    return switch (mode & 0xf000) {
      case 0x8000 -> Kind.FILE;
      case 0x4000 -> Kind.DIRECTORY;
      case 0xa000 -> Kind.LINK;
      default -> Kind.OTHER;
    };
  }

  boolean hasExtents() {
    return (flags & EXTENTS_FLAG) != 0;
  }

  boolean isInline() {
    return (flags & INLINE_FLAG) != 0;
  }

  boolean isEncrypted() {
    return (flags & ENCRYPTED_FLAG) != 0;
  }

  /** A short link's target lies where other inodes have their block map. */
  boolean isFastLink() {
    return kind() == Kind.LINK && !hasExtents() && !isInline() && size < BLOCK_MAP_BYTES;
  }
}
