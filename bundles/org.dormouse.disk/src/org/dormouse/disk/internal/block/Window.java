package org.dormouse.disk.internal.block;

import java.io.IOException;

/** A part of a disk, such as a partition. Closing it does nothing: the disk belongs to whoever opened it. */
public record Window(BlockSource disk, long start, long size) implements BlockSource {

  @Override
  public void read(long offset, byte[] target, int at, int length) throws IOException {
    checkInside(offset, length);
    disk.read(start + offset, target, at, length);
  }

  @Override
  public void close() {
    // deliberately nothing
  }
}
