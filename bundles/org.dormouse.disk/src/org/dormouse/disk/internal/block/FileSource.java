package org.dormouse.disk.internal.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** A regular file; as a disk it is a raw image. */
public final class FileSource implements BlockSource {

  /** The platform keeps a buffer outside of the heap for every thread that reads, as large as the largest piece. */
  private static final int PIECE = 256 << 10;

  private final FileChannel channel;
  private final long size;
  private final WorkLimit limit;

  public FileSource(Path file, WorkLimit limit) throws IOException {
    // A pipe or a device must not even be opened: that may block or act.
    if (!Files.isRegularFile(file)) {
      throw new MalformedDiskException(Files.exists(file) ? "image-unreadable" : "image-missing",
          file + (Files.exists(file) ? " is not a regular file" : " is not there"));
    }
    channel = FileChannel.open(file, StandardOpenOption.READ);
    size = channel.size();
    this.limit = limit;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long offset, byte[] target, int at, int length) throws IOException {
    checkInside(offset, length);
    limit.charge(length);
    for (int done = 0; done < length;) {
      ByteBuffer piece = ByteBuffer.wrap(target, at + done, Math.min(PIECE, length - done));
      int n = channel.read(piece, offset + done);
      if (n < 0) {
        throw new MalformedDiskException("image-truncated", "the file became shorter while it was read");
      }
      done += n;
    }
  }

  /** Reads as far as the file goes and zeros behind that; the place itself must be inside. */
  void readToEnd(long offset, byte[] target, int at, int length) throws IOException {
    if (offset < 0 || offset >= size) {
      throw new MalformedDiskException("image-truncated", "data should be at " + offset + ", but the file ends at "
          + size);
    }
    int there = (int) Math.min(length, size - offset);
    read(offset, target, at, there);
    Arrays.fill(target, at + there, at + length, (byte) 0);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
