package org.dormouse.disk.internal.ext;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.dormouse.disk.internal.block.MalformedDiskException;

/**
 * The content of a small file or directory that lies in its inode: 60 bytes where others have their block map, the
 * rest in the extended attribute {@code system.data} behind the inode's fields.
 */
final class InlineData {

  private static final int OLD_BYTES = 128;
  private static final int ATTRIBUTE_MAGIC = 0xea020000;
  private static final int SYSTEM = 7;
  private static final byte[] NAME = {'d', 'a', 't', 'a'};

  private InlineData() {}

  /** All of it, as long as the file says it is, or shorter if the file system is damaged. */
  static byte[] of(Inode inode) throws MalformedDiskException {
    ByteBuffer rest = attribute(inode);
    int there = (int) Math.min(inode.size(), Inode.BLOCK_MAP_BYTES + rest.remaining());
    byte[] data = new byte[there];
    int first = Math.min(there, Inode.BLOCK_MAP_BYTES);
    inode.raw().get(Inode.BLOCK_MAP, data, 0, first);
    rest.get(data, first, there - first);
    return data;
  }

  private static ByteBuffer attribute(Inode inode) throws MalformedDiskException {
    ByteBuffer raw = inode.raw();
    int header = raw.limit() > OLD_BYTES ? OLD_BYTES + (raw.getShort(OLD_BYTES) & 0xffff) : raw.limit();
    if (header > raw.limit() - 8 || raw.getInt(header) != ATTRIBUTE_MAGIC) {
      return ByteBuffer.allocate(0);
    }
    int first = header + 4;
    int at = first;
    while (at <= raw.limit() - 16 && raw.getInt(at) != 0) {
      int nameLength = raw.get(at) & 0xff;
      if (nameLength == NAME.length && raw.get(at + 1) == SYSTEM && isName(raw, at + 16)) {
        return value(inode, first, raw.getShort(at + 2) & 0xffff, raw.getInt(at + 8));
      }
      at += 16 + (nameLength + 3) / 4 * 4;
    }
    return ByteBuffer.allocate(0);
  }

  private static boolean isName(ByteBuffer raw, int at) {
    byte[] name = new byte[NAME.length];
    if (at > raw.limit() - name.length) {
      return false;
    }
    raw.get(at, name);
    return Arrays.equals(name, NAME);
  }

  private static ByteBuffer value(Inode inode, int first, int offset, int length) throws MalformedDiskException {
    if (length < 0 || length > inode.raw().limit() - first - offset) {
      throw MalformedDiskException.fileSystem("inode " + inode.number() + " has a damaged attribute");
    }
    return inode.raw().slice(first + offset, length);
  }
}
