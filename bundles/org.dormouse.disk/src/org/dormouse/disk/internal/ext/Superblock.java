package org.dormouse.disk.internal.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.dormouse.disk.internal.block.BlockSource;
import org.dormouse.disk.internal.block.MalformedDiskException;
import org.dormouse.spi.DiskReader.State;

/**
 * The superblock of ext2, ext3 or ext4, by the kernel's {@code Documentation/filesystems/ext4/super.rst}, checked so
 * far that arithmetic with its numbers is safe. Checksums are ignored: a changed bit must not make a disk unreadable
 * that Linux would mount, and they prove nothing about a hostile one.
 *
 * @param blockBits log2 of the block size, 10 to 16
 * @param groupDescriptorBytes 32 or more
 * @param journalInode of the journal that was not replayed, 0 if there is none
 * @param firstMetaGroup group descriptor blocks from this one on lie in their own groups, if {@code metaGroups}
 */
record Superblock(int blockBits, long blocks, long firstDataBlock, long blocksPerGroup, long inodes,
    long inodesPerGroup, int inodeBytes, int groupDescriptorBytes, boolean metaGroups, long firstMetaGroup,
    Backups backups, boolean fileTypes, boolean largeDirectories, String name, UUID uuid, String label, State state,
    long journalInode) {

  private static final int PLACE = 1024;
  private static final int LENGTH = 1024;
  private static final int MAGIC = 0xef53;
  private static final int HAS_JOURNAL = 0x4;
  private static final int SPARSE_SUPER2 = 0x200;
  private static final int SPARSE_SUPER = 0x1;
  private static final int FILE_TYPE = 0x2;
  private static final int RECOVER = 0x4;
  private static final int META_BG = 0x10;
  private static final int EXTENTS = 0x40;
  private static final int BITS_64 = 0x80;
  private static final int MMP = 0x100;
  private static final int FLEX_BG = 0x200;
  private static final int EA_INODE = 0x400;
  private static final int CSUM_SEED = 0x2000;
  private static final int LARGE_DIR = 0x4000;
  private static final int INLINE_DATA = 0x8000;
  private static final int ENCRYPT = 0x10000;
  private static final int READABLE = FILE_TYPE | RECOVER | META_BG | EXTENTS | BITS_64 | MMP | FLEX_BG | EA_INODE
      | CSUM_SEED | LARGE_DIR | INLINE_DATA;
  private static final int CLEAN = 1;
  private static final int ERRORS = 2;

  /** Which groups have a copy of the superblock: all; 0, 1 and powers of 3, 5, 7; or 0 and the two that are named. */
  record Backups(boolean sparse, boolean named, long first, long second) {

    boolean hasCopy(long group) {
      if (group == 0) {
        return true;
      }
      if (named) {
        return group == first || group == second;
      }
      return !sparse || group == 1 || isPower(group, 3) || isPower(group, 5) || isPower(group, 7);
    }

    private static boolean isPower(long number, int base) {
      long power = base;
      while (power < number) {
        power *= base;
      }
      return power == number;
    }
  }

  static Superblock read(BlockSource partition) throws IOException {
    if (partition.size() < PLACE + LENGTH) {
      throw MalformedDiskException.fileSystem("the partition is too small");
    }
    ByteBuffer block = ByteBuffer.wrap(partition.read(PLACE, LENGTH)).order(ByteOrder.LITTLE_ENDIAN);
    if ((block.getShort(0x38) & 0xffff) != MAGIC) {
      throw MalformedDiskException.fileSystem("there is no ext superblock");
    }
    boolean dynamic = block.getInt(0x4c) > 0;
    int compatible = dynamic ? block.getInt(0x5c) : 0;
    int incompatible = dynamic ? block.getInt(0x60) : 0;
    int readOnly = dynamic ? block.getInt(0x64) : 0;
    checkFeatures(incompatible);
    boolean wide = (incompatible & BITS_64) != 0;
    long blocks = unsigned(block, 0x4) | (wide ? unsigned(block, 0x150) << 32 : 0);
    int descriptorBytes = wide ? block.getShort(0xfe) & 0xffff : 32;
    String name = (incompatible & (EXTENTS | BITS_64 | FLEX_BG)) != 0 ? "ext4"
        : (compatible & HAS_JOURNAL) != 0 ? "ext3" : "ext2";
    return new Superblock(block.getInt(0x18) + 10, blocks, unsigned(block, 0x14), unsigned(block, 0x20),
        unsigned(block, 0x0), unsigned(block, 0x28), dynamic ? block.getShort(0x58) & 0xffff : 128, descriptorBytes,
        (incompatible & META_BG) != 0, unsigned(block, 0x104),
        new Backups((readOnly & SPARSE_SUPER) != 0, (compatible & SPARSE_SUPER2) != 0, unsigned(block, 0x24c),
            unsigned(block, 0x250)),
        (incompatible & FILE_TYPE) != 0, (incompatible & LARGE_DIR) != 0, name, uuid(block), label(block),
        state(block.getShort(0x3a), incompatible),
        (compatible & HAS_JOURNAL) != 0 && (incompatible & RECOVER) != 0 ? unsigned(block, 0xe0) : 0).checked(wide);
  }

  private static void checkFeatures(int incompatible) throws MalformedDiskException {
    if ((incompatible & ENCRYPT) != 0) {
      throw new MalformedDiskException("encrypted-disk", "the file system uses ext4 encryption");
    }
    if ((incompatible & ~READABLE) != 0) {
      throw new MalformedDiskException("file-system-not-readable", "the file system uses ext4 features that are not "
          + "known here (bits " + Integer.toHexString(incompatible & ~READABLE) + ")");
    }
  }

  private static State state(int flags, int incompatible) {
    if ((flags & ERRORS) != 0) {
      return State.HAS_ERRORS;
    }
    return (incompatible & RECOVER) != 0 || (flags & CLEAN) == 0 ? State.NEEDS_REPLAY : State.CLEAN;
  }

  private Superblock checked(boolean wide) throws MalformedDiskException {
    boolean sound = blockBits >= 10 && blockBits <= 16
        && blocks > firstDataBlock && blocks <= Long.MAX_VALUE >>> blockBits
        && firstDataBlock == (blockBits == 10 ? firstDataBlock & 1 : 0)
        && blocksPerGroup > 0 && blocksPerGroup <= 8L << blockBits + 6
        && inodesPerGroup > 0 && inodesPerGroup <= 8L << blockBits
        && inodeBytes >= 128 && inodeBytes <= blockBytes() && Integer.bitCount(inodeBytes) == 1
        && groupDescriptorBytes >= (wide ? 64 : 32) && groupDescriptorBytes <= 1024
        && Integer.bitCount(groupDescriptorBytes) == 1
        && inodes <= groups() * inodesPerGroup;
    if (!sound) {
      throw MalformedDiskException.fileSystem("the superblock is damaged");
    }
    return this;
  }

  Superblock inState(State other) {
    return new Superblock(blockBits, blocks, firstDataBlock, blocksPerGroup, inodes, inodesPerGroup, inodeBytes,
        groupDescriptorBytes, metaGroups, firstMetaGroup, backups, fileTypes, largeDirectories, name, uuid, label,
        other, journalInode);
  }

  int blockBytes() {
    return 1 << blockBits;
  }

  long groups() {
    return (blocks - firstDataBlock + blocksPerGroup - 1) / blocksPerGroup;
  }

  private static long unsigned(ByteBuffer block, int at) {
    return Integer.toUnsignedLong(block.getInt(at));
  }

  private static UUID uuid(ByteBuffer block) {
    return new UUID(Long.reverseBytes(block.getLong(0x68)), Long.reverseBytes(block.getLong(0x70)));
  }

  private static String label(ByteBuffer block) {
    byte[] bytes = new byte[16];
    block.get(0x78, bytes);
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }
}
