package org.dormouse.disk.internal.ext;

import java.io.IOException;
import java.util.Map;
import org.dormouse.disk.internal.block.BlockSource;

/** A partition as it would look after its journal was replayed. */
final class ReplayedSource implements BlockSource {

  private static final byte[] MAGIC = {(byte) 0xc0, 0x3b, 0x39, (byte) 0x98};

  private final BlockSource partition;
  private final int blockBits;
  private final Map<Long, Journal.Copy> copies;

  ReplayedSource(BlockSource partition, int blockBits, Map<Long, Journal.Copy> copies) {
    this.partition = partition;
    this.blockBits = blockBits;
    this.copies = copies;
  }

  @Override
  public long size() {
    return partition.size();
  }

  @Override
  public void read(long offset, byte[] target, int at, int length) throws IOException {
    checkInside(offset, length);
    int done = 0;
    while (done < length) {
      long place = offset + done;
      long block = place >>> blockBits;
      int inBlock = (int) (place & (1 << blockBits) - 1);
      Journal.Copy copy = copies.get(block);
      int n = Math.min((1 << blockBits) - inBlock, length - done);
      if (copy == null) {
        while (n < length - done && !copies.containsKey(place + n >>> blockBits)) {
          n = Math.min(n + (1 << blockBits), length - done);
        }
        partition.read(place, target, at + done, n);
      } else {
        partition.read((copy.physical() << blockBits) + inBlock, target, at + done, n);
        for (int i = inBlock; copy.escaped() && i < MAGIC.length && i - inBlock < n; i++) {
          target[at + done + i - inBlock] = MAGIC[i];
        }
      }
      done += n;
    }
  }

  @Override
  public void close() throws IOException {
    partition.close();
  }
}
