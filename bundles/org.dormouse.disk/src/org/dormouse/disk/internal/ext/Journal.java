package org.dormouse.disk.internal.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.dormouse.disk.internal.block.MalformedDiskException;

/**
 * What the journal of a file system that was not unmounted holds, by the kernel's
 * {@code Documentation/filesystems/ext4/journal.rst}: which blocks are to be taken from it, as far as whole
 * transactions go. The same three passes as in the kernel's recovery, but nothing is written. Fast commits, which may
 * follow the last whole transaction, are left out, so that what is read is consistent but may be slightly old.
 */
final class Journal {

  private static final int MAGIC = 0xc03b3998;
  private static final int DESCRIPTOR = 1;
  private static final int COMMIT = 2;
  private static final int SUPERBLOCK_V2 = 4;
  private static final int REVOKE = 5;
  private static final int HEADER_BYTES = 12;
  private static final int BITS_64 = 0x2;
  private static final int CSUM_V2 = 0x8;
  private static final int CSUM_V3 = 0x10;
  private static final int FAST_COMMIT = 0x20;
  private static final int READABLE = 0x1 | BITS_64 | CSUM_V2 | CSUM_V3 | FAST_COMMIT;
  private static final int ESCAPED = 1;
  private static final int SAME_UUID = 2;
  private static final int LAST_TAG = 8;
  private static final int UUID_BYTES = 16;
  private static final int MOST_BLOCKS = 1 << 18;
  private static final long LONGEST = 1 << 22;

  /** Where the present content of a block lies; {@code escaped} if its first four bytes are to be the magic number. */
  record Copy(long physical, boolean escaped) {}

  /** Sees the blocks of the log that are no data, in order, as long as it answers true. */
  private interface Pass {
    boolean block(int type, int sequence, long at, ByteBuffer block) throws IOException;
  }

  private final ExtFileSystem fileSystem;
  private final Inode inode;
  private final long first;
  private final long end;
  private final long start;
  private final int startSequence;
  private final int features;
  private final Map<Long, Copy> copies = new HashMap<>();
  private final Map<Long, Integer> revoked = new HashMap<>();

  private Journal(ExtFileSystem fileSystem, Inode inode) throws IOException {
    this.fileSystem = fileSystem;
    this.inode = inode;
    ByteBuffer superblock = block(0);
    boolean extended = superblock.getInt(4) == SUPERBLOCK_V2;
    features = extended ? superblock.getInt(0x28) : 0;
    long fast = (features & FAST_COMMIT) == 0 ? 0 : Integer.toUnsignedLong(superblock.getInt(0x54));
    end = Integer.toUnsignedLong(superblock.getInt(0x10)) - ((features & FAST_COMMIT) != 0 && fast == 0 ? 256 : fast);
    first = Integer.toUnsignedLong(superblock.getInt(0x14));
    startSequence = superblock.getInt(0x18);
    start = Integer.toUnsignedLong(superblock.getInt(0x1c));
    boolean sound = superblock.getInt(0) == MAGIC && superblock.getInt(0xc) == 1 << fileSystem.blockBits()
        && (features & ~READABLE) == 0 && first > 0 && first < end && end <= inode.size() >>> fileSystem.blockBits()
        && start < end && (start == 0 || start >= first);
    if (!sound) {
      throw MalformedDiskException.fileSystem("the journal cannot be read");
    }
  }

  /** By number of the block. */
  static Map<Long, Copy> read(ExtFileSystem fileSystem, Inode inode) throws IOException {
    Journal journal = new Journal(fileSystem, inode);
    if (journal.start != 0) {
      int committed = journal.scan();
      journal.walk(committed, journal::collectRevoked);
      journal.walk(committed, journal::collectCopies);
    }
    return Map.copyOf(journal.copies);
  }

  /** Number of the first transaction that is not whole. */
  private int scan() throws IOException {
    int[] next = {startSequence};
    walk(startSequence - 1, (type, sequence, at, block) -> {
      next[0] += type == COMMIT ? 1 : 0;
      return true;
    });
    return next[0];
  }

  /** From the start of the log until its blocks no longer belong together, or until the given transaction. */
  private void walk(int until, Pass pass) throws IOException {
    int sequence = startSequence;
    long at = start;
    long walked = 0;
    while (walked < Math.min(end - first, LONGEST) && sequence != until) {
      ByteBuffer block = block(at);
      int type = block.getInt(4);
      boolean known = type == DESCRIPTOR || type == COMMIT || type == REVOKE;
      if (block.getInt(0) != MAGIC || block.getInt(8) != sequence || !known) {
        return;
      }
      if (!pass.block(type, sequence, at, block)) {
        return;
      }
      int blocks = 1 + (type == DESCRIPTOR ? tags(block, (target, flags, index) -> { }) : 0);
      walked += blocks;
      at = after(at, blocks);
      sequence += type == COMMIT ? 1 : 0;
    }
  }

  private boolean collectRevoked(int type, int sequence, long at, ByteBuffer block) throws IOException {
    if (type == REVOKE) {
      int bytes = (features & BITS_64) != 0 ? 8 : 4;
      int used = Math.min(block.getInt(HEADER_BYTES), block.limit());
      for (int i = HEADER_BYTES + 4; i <= used - bytes; i += bytes) {
        long number = bytes == 8 ? block.getLong(i) : Integer.toUnsignedLong(block.getInt(i));
        revoked.merge(number, sequence, (a, b) -> b - a > 0 ? b : a);
      }
      checkBound(revoked.size());
    }
    return true;
  }

  private boolean collectCopies(int type, int sequence, long at, ByteBuffer block) throws IOException {
    if (type == DESCRIPTOR) {
      tags(block, (target, flags, index) -> {
        Integer revocation = revoked.get(target);
        // Numbers of transactions run over, so they are compared by their difference.
        if (revocation == null || sequence - revocation > 0) {
          copies.put(target, new Copy(physical(after(at, 1 + index)), (flags & ESCAPED) != 0));
        }
      });
      checkBound(copies.size());
    }
    return true;
  }

  private static void checkBound(int size) throws MalformedDiskException {
    if (size > MOST_BLOCKS) {
      throw MalformedDiskException.fileSystem("the journal is too large");
    }
  }

  private interface TagVisitor {
    void tag(long target, int flags, int index) throws IOException;
  }

  /** The blocks that follow a descriptor; answers how many there are. */
  private int tags(ByteBuffer block, TagVisitor visitor) throws IOException {
    boolean third = (features & CSUM_V3) != 0;
    boolean wide = (features & BITS_64) != 0;
    int bytes = third ? 16 : 8 + ((features & CSUM_V2) != 0 ? 2 : 0) + (wide ? 4 : 0);
    int limit = block.limit() - ((features & (CSUM_V2 | CSUM_V3)) != 0 ? 4 : 0);
    int count = 0;
    int at = HEADER_BYTES;
    while (at <= limit - bytes) {
      int flags = third ? block.getInt(at + 4) : block.getShort(at + 6) & 0xffff;
      long high = wide ? Integer.toUnsignedLong(block.getInt(at + 8)) << 32 : 0;
      visitor.tag(high | Integer.toUnsignedLong(block.getInt(at)), flags, count++);
      at += bytes + ((flags & SAME_UUID) == 0 ? UUID_BYTES : 0);
      if ((flags & LAST_TAG) != 0) {
        break;
      }
    }
    return count;
  }

  private long after(long at, int blocks) {
    return first + (at - first + blocks) % (end - first);
  }

  private long physical(long logical) throws IOException {
    BlockMap.Run run = new BlockMap(fileSystem, inode).at(logical);
    if (run.isHole()) {
      throw MalformedDiskException.fileSystem("the journal has holes");
    }
    return run.physical();
  }

  private ByteBuffer block(long logical) throws IOException {
    return fileSystem.block(physical(logical)).duplicate().order(ByteOrder.BIG_ENDIAN);
  }
}
