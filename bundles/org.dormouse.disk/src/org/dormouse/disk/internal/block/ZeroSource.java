package org.dormouse.disk.internal.block;

import java.io.IOException;

/** The disk without bytes that an image without a backing file stands on. */
enum ZeroSource implements BlockSource {
  EMPTY;

  @Override
  public long size() {
    return 0;
  }

  @Override
  public void read(long offset, byte[] target, int at, int length) throws IOException {
    checkInside(offset, length);
  }

  @Override
  public void close() {
    // nothing is open
  }
}
