package org.dormouse.disk.internal.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.dormouse.disk.internal.block.BlockSource;
import org.dormouse.disk.internal.block.BoundedCache;
import org.dormouse.disk.internal.block.MalformedDiskException;
import org.dormouse.spi.DiskReader.GuestFiles.Kind;
import org.dormouse.spi.DiskReader.State;

/**
 * An ext2, ext3 or ext4 file system, read by inode. Metadata blocks are kept in a bounded cache. Not thread-safe.
 */
public final class ExtFileSystem {

  private static final long ROOT = 2;
  private static final long CACHED_BYTES = 1 << 20;
  private static final int LONGEST_LINK = 4096;

  private final BlockSource partition;
  private final Superblock superblock;
  private final BoundedCache<ByteBuffer> blocks;

  private ExtFileSystem(BlockSource partition, Superblock superblock) {
    this.partition = partition;
    this.superblock = superblock;
    blocks = new BoundedCache<>(CACHED_BYTES, ByteBuffer::capacity, this::load);
  }

  /** The file system as it is, or, if it was not unmounted and its journal is sound, as the journal leaves it. */
  public static ExtFileSystem open(BlockSource partition) throws IOException {
    Superblock superblock = Superblock.read(partition);
    ExtFileSystem stored = new ExtFileSystem(partition, superblock);
    if (superblock.journalInode() == 0) {
      return stored;
    }
    try {
      Map<Long, Journal.Copy> copies = Journal.read(stored, stored.inode(superblock.journalInode()));
      BlockSource replayed = new ReplayedSource(partition, superblock.blockBits(), copies);
      return copies.isEmpty() ? stored
          : new ExtFileSystem(replayed, Superblock.read(replayed).inState(superblock.state()));
    } catch (MalformedDiskException e) {
      // Linux would not mount it; what can still be read is as old as the state of the file system says.
      return stored;
    }
  }

  public String name() {
    return superblock.name();
  }

  public State state() {
    return superblock.state();
  }

  public UUID uuid() {
    return superblock.uuid();
  }

  public String label() {
    return superblock.label();
  }

  /** In bytes. */
  public long size() {
    return superblock.blocks() << superblock.blockBits();
  }

  int blockBits() {
    return superblock.blockBits();
  }

  long blocks() {
    return superblock.blocks();
  }

  boolean hasFileTypes() {
    return superblock.fileTypes();
  }

  public Node root() throws IOException {
    Node root = node(ROOT);
    if (root.kind() != Kind.DIRECTORY) {
      throw MalformedDiskException.fileSystem("the root is no directory");
    }
    return root;
  }

  /** The node of that number; a number that no inode has is a damaged file system. */
  public Node node(long number) throws IOException {
    return new Node(this, inode(number));
  }

  private Inode inode(long number) throws IOException {
    if (number < 1 || number > superblock.inodes()) {
      throw MalformedDiskException.fileSystem("there is no inode " + number);
    }
    long group = (number - 1) / superblock.inodesPerGroup();
    long at = inodeTable(group) * superblock.blockBytes()
        + (number - 1) % superblock.inodesPerGroup() * superblock.inodeBytes();
    ByteBuffer block = block(at >>> superblock.blockBits());
    ByteBuffer raw = block.slice((int) (at & superblock.blockBytes() - 1), superblock.inodeBytes())
        .order(ByteOrder.LITTLE_ENDIAN);
    return Inode.of(number, raw, superblock.largeDirectories());
  }

  private long inodeTable(long group) throws IOException {
    int bytes = superblock.groupDescriptorBytes();
    int perBlock = superblock.blockBytes() / bytes;
    ByteBuffer block = block(descriptorBlock(group / perBlock, perBlock));
    int at = (int) (group % perBlock) * bytes;
    long table = Integer.toUnsignedLong(block.getInt(at + 0x8));
    if (bytes >= 64) {
      table |= Integer.toUnsignedLong(block.getInt(at + 0x28)) << 32;
    }
    if (table <= 0 || table >= superblock.blocks()) {
      throw MalformedDiskException.fileSystem("group " + group + " has no inode table");
    }
    return table;
  }

  private long descriptorBlock(long index, int perBlock) {
    if (!superblock.metaGroups() || index < superblock.firstMetaGroup()) {
      return superblock.firstDataBlock() + 1 + index;
    }
    long group = index * perBlock;
    long start = superblock.firstDataBlock() + group * superblock.blocksPerGroup();
    boolean shifted = superblock.blockBytes() == 1024 && index == 0 && superblock.firstDataBlock() == 0;
    return start + (superblock.backups().hasCopy(group) ? 1 : 0) + (shifted ? 1 : 0);
  }

  /** A metadata block; not to be changed. */
  ByteBuffer block(long number) throws IOException {
    if (number < 0 || number >= superblock.blocks()) {
      throw MalformedDiskException.fileSystem("there is no block " + number);
    }
    return blocks.get(number);
  }

  private ByteBuffer load(long number) throws IOException {
    return ByteBuffer.wrap(partition.read(number << superblock.blockBits(), superblock.blockBytes()))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Reads a part of a file that lies inside its size. */
  void read(Inode inode, long offset, byte[] target, int at, int length) throws IOException {
    if (inode.isEncrypted()) {
      throw new MalformedDiskException("encrypted-disk", "inode " + inode.number() + " is encrypted");
    }
    if (inode.isInline()) {
      byte[] data = InlineData.of(inode);
      if (offset > data.length - length) {
        throw MalformedDiskException.fileSystem("inode " + inode.number() + " holds less than its size");
      }
      System.arraycopy(data, (int) offset, target, at, length);
      return;
    }
    BlockMap map = new BlockMap(this, inode);
    int done = 0;
    while (done < length) {
      long place = offset + done;
      int inBlock = (int) (place & superblock.blockBytes() - 1);
      BlockMap.Run run = map.at(place >>> superblock.blockBits());
      long there = (run.count() << superblock.blockBits()) - inBlock;
      int n = (int) Math.min(there, length - done);
      if (run.isHole()) {
        Arrays.fill(target, at + done, at + done + n, (byte) 0);
      } else {
        partition.read((run.physical() << superblock.blockBits()) + inBlock, target, at + done, n);
      }
      done += n;
    }
  }

  String linkTarget(Inode inode) throws IOException {
    if (inode.size() <= 0 || inode.size() > LONGEST_LINK) {
      throw MalformedDiskException.fileSystem("the link in inode " + inode.number() + " is too long");
    }
    byte[] target = new byte[(int) inode.size()];
    if (inode.isFastLink()) {
      inode.raw().get(Inode.BLOCK_MAP, target);
    } else {
      read(inode, 0, target, 0, target.length);
    }
    return new String(target, StandardCharsets.UTF_8);
  }
}
