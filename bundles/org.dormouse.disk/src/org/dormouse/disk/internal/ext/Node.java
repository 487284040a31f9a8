package org.dormouse.disk.internal.ext;

import java.io.IOException;
import java.io.OutputStream;
import org.dormouse.disk.internal.block.BlockSource;
import org.dormouse.spi.DiskReader.GuestFiles.Entry;
import org.dormouse.spi.DiskReader.GuestFiles.Kind;

/** A file, directory, link or device of an ext file system. */
public final class Node {

  private static final int PIECE = 1 << 20;

  private final ExtFileSystem fileSystem;
  private final Inode inode;

  Node(ExtFileSystem fileSystem, Inode inode) {
    this.fileSystem = fileSystem;
    this.inode = inode;
  }

  public ExtFileSystem fileSystem() {
    return fileSystem;
  }

  public long number() {
    return inode.number();
  }

  public Kind kind() {
    return inode.kind();
  }

  public long size() {
    return inode.size();
  }

  public Entry entry() throws IOException {
    return new Entry(kind(), inode.size(), inode.modified(), inode.mode(), inode.owner(), inode.group(),
        inode.number(), kind() == Kind.LINK ? target() : "");
  }

  /** Of a symbolic link. */
  public String target() throws IOException {
    return fileSystem.linkTarget(inode);
  }

  /** The whole content of a file that is known to be small enough. */
  public byte[] content() throws IOException {
    byte[] content = new byte[Math.toIntExact(inode.size())];
    fileSystem.read(inode, 0, content, 0, content.length);
    return content;
  }

  /** The whole content, piece by piece. */
  public void copyTo(OutputStream target) throws IOException {
    byte[] piece = new byte[(int) Math.clamp(inode.size(), 1, PIECE)];
    for (long at = 0; at < inode.size(); at += piece.length) {
      int n = (int) Math.min(piece.length, inode.size() - at);
      fileSystem.read(inode, at, piece, 0, n);
      target.write(piece, 0, n);
    }
  }

  /** The content as if it were a disk. */
  public BlockSource asSource() {
    return new BlockSource() {
      @Override
      public long size() {
        return inode.size();
      }

      @Override
      public void read(long offset, byte[] target, int at, int length) throws IOException {
        checkInside(offset, length);
        fileSystem.read(inode, offset, target, at, length);
      }

      @Override
      public void close() {
        // the file system belongs to whoever opened it
      }
    };
  }

  /** Of a directory. */
  public Directory directory() {
    return new Directory(fileSystem, inode);
  }
}
