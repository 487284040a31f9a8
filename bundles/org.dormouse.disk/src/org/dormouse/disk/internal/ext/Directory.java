package org.dormouse.disk.internal.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import org.dormouse.disk.internal.block.MalformedDiskException;

/**
 * The names in a directory, read from its first block to its last: the blocks of a hash tree look like unused space to
 * such a reader, which is how ext2 could always read them.
 */
public final class Directory {

  private static final long LARGEST = 512L << 20;
  private static final int ENTRY_BYTES = 8;

  /** Takes the entries one by one. */
  public interface Visitor {

    /** @return false to see no more */
    boolean visit(String name, long inode) throws IOException;
  }

  private final ExtFileSystem fileSystem;
  private final Inode inode;

  Directory(ExtFileSystem fileSystem, Inode inode) {
    this.fileSystem = fileSystem;
    this.inode = inode;
  }

  /** Inode of what has this name. */
  public OptionalLong find(String name) throws IOException {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    long[] found = {0};
    visit((bytes, at, length, number) -> {
      if (Arrays.equals(bytes.array(), at, at + length, wanted, 0, wanted.length)) {
        found[0] = number;
      }
      return found[0] == 0;
    });
    return found[0] == 0 ? OptionalLong.empty() : OptionalLong.of(found[0]);
  }

  /** All names but {@code .} and {@code ..}, in the order of the disk; bytes that are not UTF-8 become U+FFFD. */
  public void forEach(Visitor visitor) throws IOException {
    visit((bytes, at, length, number) -> {
      String name = new String(bytes.array(), at, length, StandardCharsets.UTF_8);
      return name.equals(".") || name.equals("..") || visitor.visit(name, number);
    });
  }

  private interface RawVisitor {
    boolean visit(ByteBuffer array, int at, int length, long inode) throws IOException;
  }

  private void visit(RawVisitor visitor) throws IOException {
    if (inode.isEncrypted()) {
      throw new MalformedDiskException("encrypted-disk", "directory " + inode.number() + " is encrypted");
    }
    if (inode.size() < 0 || inode.size() > LARGEST) {
      throw damaged();
    }
    if (inode.isInline()) {
      visitInline(visitor);
      return;
    }
    int blockBytes = 1 << fileSystem.blockBits();
    byte[] block = new byte[blockBytes];
    ByteBuffer buffer = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
    for (long at = 0; at < inode.size(); at += blockBytes) {
      fileSystem.read(inode, at, block, 0, (int) Math.min(blockBytes, inode.size() - at));
      if (!visit(buffer, 0, blockBytes, visitor)) {
        return;
      }
    }
  }

  /** The first four bytes are the parent; entries then lie in two pieces that are not joined. */
  private void visitInline(RawVisitor visitor) throws IOException {
    ByteBuffer data = ByteBuffer.wrap(InlineData.of(inode)).order(ByteOrder.LITTLE_ENDIAN);
    int first = Math.min(data.limit(), Inode.BLOCK_MAP_BYTES);
    if (visit(data, 4, first, visitor)) {
      visit(data, first, data.limit(), visitor);
    }
  }

  private boolean visit(ByteBuffer block, int from, int to, RawVisitor visitor) throws IOException {
    int at = from;
    while (at <= to - ENTRY_BYTES) {
      long number = Integer.toUnsignedLong(block.getInt(at));
      int length = entryLength(block.getShort(at + 4) & 0xffff);
      int nameLength = fileSystem.hasFileTypes() ? block.get(at + 6) & 0xff : block.getShort(at + 6) & 0xffff;
      if (length < ENTRY_BYTES || length % 4 != 0 || length > to - at
          || number != 0 && nameLength > length - ENTRY_BYTES) {
        throw damaged();
      }
      if (number != 0 && nameLength > 0 && !visitor.visit(block, at + ENTRY_BYTES, nameLength, number)) {
        return false;
      }
      at += length;
    }
    return true;
  }

  /** In blocks of 64 KiB the length of a whole block does not fit into 16 bits. */
  private int entryLength(int stored) {
    boolean whole = fileSystem.blockBits() == 16 && (stored == 0 || stored == 0xffff);
    return whole ? 1 << 16 : stored;
  }

  private MalformedDiskException damaged() {
    return MalformedDiskException.fileSystem("directory " + inode.number() + " is damaged");
  }
}
