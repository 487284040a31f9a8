package org.dormouse.disk.internal.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.dormouse.disk.internal.block.MalformedDiskException;

/**
 * Where the blocks of one file are: an extent tree (at most five levels, each one lower than the one above, so that a
 * loop is impossible) or the older direct and indirect blocks.
 */
final class BlockMap {

  private static final int EXTENT_MAGIC = 0xf30a;
  private static final int EXTENT_BYTES = 12;
  private static final int MAX_DEPTH = 5;
  private static final int INITIALISED = 32_768;
  private static final int DIRECT = 12;
  private static final long LAST_BLOCK = 0xffffffffL;

  /**
   * Consecutive blocks of a file.
   *
   * @param physical block number on the disk of the first one, -1 where they are zeros
   * @param count at least 1
   */
  record Run(long physical, long count) {

    boolean isHole() {
      return physical < 0;
    }
  }

  private final ExtFileSystem fileSystem;
  private final Inode inode;

  BlockMap(ExtFileSystem fileSystem, Inode inode) {
    this.fileSystem = fileSystem;
    this.inode = inode;
  }

  /** The blocks from this one of the file on, as far as they lie together. */
  Run at(long logical) throws IOException {
    if (logical < 0 || logical > LAST_BLOCK) {
      throw damaged("has more blocks than possible");
    }
    Run run = inode.hasExtents() ? extent(logical) : indirect(logical);
    if (!run.isHole() && (run.physical() == 0 || run.physical() > fileSystem.blocks() - run.count())) {
      throw damaged("has blocks outside of the file system");
    }
    return run;
  }

  private Run extent(long logical) throws IOException {
    ByteBuffer node = inode.raw().slice(Inode.BLOCK_MAP, Inode.BLOCK_MAP_BYTES).order(inode.raw().order());
    int depth = depth(node);
    if (depth > MAX_DEPTH) {
      throw damaged("has an extent tree that is too deep");
    }
    long end = LAST_BLOCK + 1;
    while (true) {
      int entries = entries(node);
      int entry = lastUpTo(node, entries, logical);
      if (entry + 1 < entries) {
        end = Math.min(end, first(node, entry + 1));
      }
      if (entry < 0) {
        return hole(logical, end);
      }
      int at = EXTENT_BYTES * (entry + 1);
      if (depth == 0) {
        return leaf(node, at, logical, end);
      }
      long child = Integer.toUnsignedLong(node.getInt(at + 4)) | (node.getShort(at + 8) & 0xffffL) << 32;
      node = fileSystem.block(child);
      if (depth(node) != --depth) {
        throw damaged("has an extent tree that is damaged");
      }
    }
  }

  private Run leaf(ByteBuffer node, int at, long logical, long end) throws MalformedDiskException {
    int length = node.getShort(at + 4) & 0xffff;
    boolean written = length <= INITIALISED;
    int count = written ? length : length - INITIALISED;
    long into = logical - first(node, at / EXTENT_BYTES - 1);
    if (into >= count) {
      return hole(logical, end);
    }
    long start = Integer.toUnsignedLong(node.getInt(at + 8)) | (node.getShort(at + 6) & 0xffffL) << 32;
    return new Run(written ? start + into : -1, count - into);
  }

  private Run hole(long logical, long end) throws MalformedDiskException {
    if (end <= logical) {
      throw damaged("has an extent tree that is out of order");
    }
    return new Run(-1, end - logical);
  }

  private int depth(ByteBuffer node) throws MalformedDiskException {
    if ((node.getShort(0) & 0xffff) != EXTENT_MAGIC) {
      throw damaged("has an extent tree that is damaged");
    }
    return node.getShort(6) & 0xffff;
  }

  private int entries(ByteBuffer node) throws MalformedDiskException {
    int entries = node.getShort(2) & 0xffff;
    if (entries > (node.limit() - EXTENT_BYTES) / EXTENT_BYTES) {
      throw damaged("has an extent tree that is damaged");
    }
    return entries;
  }

  private static long first(ByteBuffer node, int entry) {
    return Integer.toUnsignedLong(node.getInt(EXTENT_BYTES * (entry + 1)));
  }

  /** The last entry that begins at the block or before, -1 if none does. */
  private static int lastUpTo(ByteBuffer node, int entries, long logical) {
    int low = -1;
    int high = entries;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (first(node, middle) <= logical) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private Run indirect(long logical) throws IOException {
    int perBlockBits = fileSystem.blockBits() - 2;
    if (logical < DIRECT) {
      ByteBuffer direct = inode.raw().slice(Inode.BLOCK_MAP, DIRECT * 4).order(inode.raw().order());
      return together(direct, (int) logical);
    }
    long rest = logical - DIRECT;
    for (int levels = 1; levels <= 3; levels++) {
      long covered = 1L << perBlockBits * levels;
      if (rest < covered) {
        long top = Integer.toUnsignedLong(inode.raw().getInt(Inode.BLOCK_MAP + 4 * (DIRECT + levels - 1)));
        return indirect(top, rest, levels, perBlockBits);
      }
      rest -= covered;
    }
    throw damaged("has more blocks than possible");
  }

  private Run indirect(long top, long index, int levels, int perBlockBits) throws IOException {
    long block = top;
    for (int level = levels; level > 0; level--) {
      long covered = 1L << perBlockBits * level;
      if (block == 0) {
        return new Run(-1, covered - (index & covered - 1));
      }
      ByteBuffer pointers = fileSystem.block(block);
      int entry = (int) (index >>> perBlockBits * (level - 1) & (1L << perBlockBits) - 1);
      if (level == 1) {
        return together(pointers, entry);
      }
      block = Integer.toUnsignedLong(pointers.getInt(4 * entry));
    }
    throw new IllegalStateException("an indirect block without levels");
  }

  private static Run together(ByteBuffer pointers, int entry) {
    long physical = Integer.toUnsignedLong(pointers.getInt(4 * entry));
    int entries = pointers.limit() / 4;
    int count = 1;
    while (entry + count < entries && Integer.toUnsignedLong(pointers.getInt(4 * (entry + count)))
        == (physical == 0 ? 0 : physical + count)) {
      count++;
    }
    return new Run(physical == 0 ? -1 : physical, count);
  }

  private MalformedDiskException damaged(String what) {
    return MalformedDiskException.fileSystem("inode " + inode.number() + " " + what);
  }
}
