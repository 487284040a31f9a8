package org.dormouse.image.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An image file, read at places that the image itself names, so every place and length is checked first. */
final class ImageFile implements Closeable {

  /** No structure that is read in one piece is larger. */
  private static final int LARGEST_PIECE = 2 << 20;

  private final FileChannel channel;
  private final long size;

  ImageFile(Path path) throws IOException {
    // A pipe or a device must not even be opened: that may block or act.
    if (!Files.isRegularFile(path)) {
      throw new MalformedImageException(Files.exists(path) ? "image-unreadable" : "image-missing",
          Files.exists(path) ? "it is not a regular file" : "it is not there");
    }
    channel = FileChannel.open(path, StandardOpenOption.READ);
    size = channel.size();
  }

  long size() {
    return size;
  }

  /** Exactly the bytes from there, big-endian; less is a malformed image. */
  ByteBuffer read(long offset, long length, String what) throws IOException {
    if (length < 0 || length > LARGEST_PIECE) {
      throw new MalformedImageException(what + " has the impossible size " + length);
    }
    if (offset < 0 || offset > size - length) {
      throw new MalformedImageException("image-truncated", what + " should be at " + offset
          + ", but the file ends at " + size);
    }
    ByteBuffer buffer = ByteBuffer.allocate((int) length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new MalformedImageException("image-truncated", what + " ends too early");
      }
    }
    return buffer.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
