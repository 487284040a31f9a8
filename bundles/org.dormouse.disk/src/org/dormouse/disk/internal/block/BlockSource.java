package org.dormouse.disk.internal.block;

import java.io.Closeable;
import java.io.IOException;

/** A disk or a part of one as bytes at places. Not thread-safe. */
public interface BlockSource extends Closeable {

  long size();

  /** Reads exactly that much; a place that is not wholly inside is a malformed disk. */
  void read(long offset, byte[] target, int at, int length) throws IOException;

  default byte[] read(long offset, int length) throws IOException {
    byte[] bytes = new byte[length];
    read(offset, bytes, 0, length);
    return bytes;
  }

  default void checkInside(long offset, long length) throws MalformedDiskException {
    if (offset < 0 || length < 0 || offset > size() - length) {
      throw MalformedDiskException.image("place " + offset + " is outside of the disk of " + size() + " bytes");
    }
  }
}
