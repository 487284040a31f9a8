package org.dormouse.library.directory.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** File operations that are on the medium, not only in memory, when they return. */
final class DurableFiles {
  private static final int BLOCK = 1 << 16;

  private DurableFiles() {}

  static void sync(Path fileOrFolder) throws IOException {
    // A folder can only be opened for reading; that suffices for fsync.
    try (var channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Puts the content in place whole or not at all, whatever happens in between. */
  static void replace(Path file, byte[] content) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".tmp");
    try (var channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE)) {
      for (var bytes = ByteBuffer.wrap(content); bytes.hasRemaining();) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    move(beside, file);
    sync(file.getParent());
  }

  static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      makeFolder(folder.getParent());
      try {
        Files.createDirectory(folder);
      } catch (FileAlreadyExistsException e) {
        // Another servicing of the same library was faster, unless it is something else that lies there.
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
          throw e;
        }
      }
      sync(folder.getParent());
    }
  }

  /** Removes a folder of Dormouse's own with the files in it (it has no sub-folders deeper than one level). */
  static void removeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          removeFolder(entry);
        } else {
          Files.deleteIfExists(entry);
        }
      }
    }
    Files.deleteIfExists(folder);
    sync(folder.getParent());
  }

  static void removeIfEmpty(Path folder) throws IOException {
    try {
      Files.delete(folder);
      sync(folder.getParent());
    } catch (NoSuchFileException | DirectoryNotEmptyException e) {
      // Gone already, or somebody put something of his own there: both are fine.
    }
  }

  /** Copies a file, leaving holes where it has only zeros, synced; answers the SHA-256 of its content. */
  static String copy(Path from, Path to) throws IOException {
    try (var in = FileChannel.open(from, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return copy(in, Long.MAX_VALUE, to);
    }
  }

  /** @param most bytes that may come; more is an error, so that nothing unpacks to fill the disk */
  static String copy(ReadableByteChannel in, long most, Path to) throws IOException {
    MessageDigest digest = sha256();
    try (var out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      var block = ByteBuffer.allocate(BLOCK);
      long position = 0;
      while (fill(in, block.clear())) {
        if (block.position() > most - position) {
          throw new IOException("it has more than the " + most + " bytes it should have");
        }
        digest.update(block.flip().duplicate());
        int length = block.remaining();
        if (!isZero(block)) {
          for (long at = position; block.hasRemaining();) {
            at += out.write(block, at);
          }
        }
        position += length;
      }
      if (out.size() < position) {
        // The last byte of a hole at the end has to be written for the file to have its length.
        out.write(ByteBuffer.allocate(1), position - 1);
      }
      out.force(true);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Whole blocks, whatever the pieces in which they come; answers whether there is anything. */
  private static boolean fill(ReadableByteChannel in, ByteBuffer block) throws IOException {
    while (block.hasRemaining() && in.read(block) >= 0) {
      continue;
    }
    return block.position() > 0;
  }

  private static boolean isZero(ByteBuffer block) {
    byte[] bytes = block.array();
    for (int i = 0; i < block.limit(); i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * The SHA-256 of the beginning of a file, in lower-case hexadecimal.
   *
   * @param most bytes that are read: one that grows meanwhile is not work without an end, and no longer the same file,
   *     which the caller has to find out anyway
   */
  static String sha256(Path file, long most) throws IOException {
    MessageDigest digest = sha256();
    try (var in = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      var block = ByteBuffer.allocate(1 << 20);
      for (long left = most; left > 0 && fill(in, block.clear().limit((int) Math.min(left, block.capacity()))); ) {
        left -= block.position();
        digest.update(block.flip());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
