package org.dormouse.disk.internal.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import org.dormouse.disk.internal.block.BlockSource;
import org.dormouse.disk.internal.block.MalformedDiskException;
import org.dormouse.disk.internal.block.Window;

/**
 * The partitions of a disk, by its GPT (UEFI specification, chapter 5) or MBR with logical partitions. A partition
 * that does not lie wholly on the disk is left out, as Linux does. Sectors have 512 bytes, in a GPT also 4,096.
 */
public final class PartitionTable {

  private static final int SECTOR = 512;
  private static final long GPT_SIGNATURE = 0x5452415020494645L; // "EFI PART", little-endian
  private static final int MOST_ENTRIES = 1024;
  private static final int MOST_LOGICAL = 128;
  private static final int FIRST_LOGICAL = 5;
  private static final int PROTECTIVE = 0xee;

  private final BlockSource disk;
  private final List<Partition> partitions = new ArrayList<>();

  private PartitionTable(BlockSource disk) {
    this.disk = disk;
  }

  /** In the order of the table; empty if there is none. */
  public static List<Partition> read(BlockSource disk) throws IOException {
    PartitionTable table = new PartitionTable(disk);
    if (disk.size() >= 2 * SECTOR) {
      table.read();
    }
    return List.copyOf(table.partitions);
  }

  private void read() throws IOException {
    ByteBuffer mbr = sector(0);
    if (!isSigned(mbr)) {
      return;
    }
    boolean protective = false;
    for (int i = 0; i < 4; i++) {
      protective |= type(mbr, i) == PROTECTIVE;
    }
    if (protective) {
      gpt();
    } else {
      mbr(mbr);
    }
  }

  private void mbr(ByteBuffer mbr) throws IOException {
    String diskId = String.format(Locale.ROOT, "%08x", mbr.getInt(440));
    for (int i = 0; i < 4; i++) {
      if (isExtended(type(mbr, i))) {
        logical(start(mbr, i), diskId);
      } else if (type(mbr, i) != 0) {
        add(i + 1, diskId, start(mbr, i), count(mbr, i));
      }
    }
  }

  /** A list of tables, each with a partition and the place of the next table, counted from the first one. */
  private void logical(long first, String diskId) throws IOException {
    long at = first;
    for (int number = FIRST_LOGICAL; number < FIRST_LOGICAL + MOST_LOGICAL; number++) {
      if (at <= 0 || at >= disk.size() / SECTOR) {
        return;
      }
      ByteBuffer table = sector(at * SECTOR);
      if (!isSigned(table)) {
        return;
      }
      if (type(table, 0) != 0 && !isExtended(type(table, 0))) {
        add(number, diskId, at + start(table, 0), count(table, 0));
      }
      if (!isExtended(type(table, 1)) || start(table, 1) == 0) {
        return;
      }
      at = first + start(table, 1);
    }
  }

  private void add(int number, String diskId, long firstSector, long sectors) {
    addBytes(number, diskId + String.format(Locale.ROOT, "-%02x", number), "", firstSector * SECTOR,
        sectors * SECTOR);
  }

  private void addBytes(int number, String id, String label, long start, long size) {
    if (start > 0 && size > 0 && start <= disk.size() - size) {
      partitions.add(new Partition(number, id, label, new Window(disk, start, size)));
    }
  }

  private void gpt() throws IOException {
    for (int sectorBytes : new int[] {SECTOR, 4096}) {
      if (gpt(sectorBytes, sectorBytes) || gpt(disk.size() / sectorBytes * sectorBytes - sectorBytes, sectorBytes)) {
        return;
      }
    }
    throw new MalformedDiskException("partition-table-damaged", "neither copy of the partition table is whole");
  }

  /** False if there is no whole table at that place. */
  private boolean gpt(long at, int sectorBytes) throws IOException {
    if (at < sectorBytes || at > disk.size() - SECTOR) {
      return false;
    }
    ByteBuffer header = sector(at);
    long headerBytes = Integer.toUnsignedLong(header.getInt(12));
    if (header.getLong(0) != GPT_SIGNATURE || headerBytes < 92 || headerBytes > SECTOR) {
      return false;
    }
    int checksum = header.getInt(16);
    byte[] summed = header.array().clone();
    ByteBuffer.wrap(summed).putInt(16, 0);
    long entriesAt = header.getLong(72);
    long count = Integer.toUnsignedLong(header.getInt(80));
    long entryBytes = Integer.toUnsignedLong(header.getInt(84));
    if (crc(summed, (int) headerBytes) != checksum || entriesAt <= 0 || entriesAt > disk.size() / sectorBytes
        || count > MOST_ENTRIES || entryBytes < 128 || entryBytes > 4096
        || entriesAt * sectorBytes > disk.size() - count * entryBytes) {
      return false;
    }
    byte[] entries = disk.read(entriesAt * sectorBytes, (int) (count * entryBytes));
    if (crc(entries, entries.length) != header.getInt(88)) {
      return false;
    }
    ByteBuffer buffer = ByteBuffer.wrap(entries).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      addGpt(i + 1, buffer.slice((int) (i * entryBytes), (int) entryBytes).order(ByteOrder.LITTLE_ENDIAN),
          sectorBytes);
    }
    return true;
  }

  private void addGpt(int number, ByteBuffer entry, int sectorBytes) {
    boolean unused = entry.getLong(0) == 0 && entry.getLong(8) == 0;
    long first = entry.getLong(32);
    long last = entry.getLong(40);
    long most = disk.size() / sectorBytes;
    if (unused || first <= 0 || last < first || last >= most) {
      return;
    }
    byte[] name = new byte[72];
    entry.get(56, name);
    String label = new String(name, StandardCharsets.UTF_16LE);
    int end = label.indexOf('\0');
    addBytes(number, guid(entry), end < 0 ? label : label.substring(0, end), first * sectorBytes,
        (last - first + 1) * sectorBytes);
  }

  private static String guid(ByteBuffer entry) {
    long low = Long.reverseBytes(entry.getLong(24));
    return String.format(Locale.ROOT, "%08x-%04x-%04x-%04x-%012x", entry.getInt(16), entry.getShort(20),
        entry.getShort(22), low >>> 48, low & 0xffffffffffffL);
  }

  private static int crc(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  private ByteBuffer sector(long at) throws IOException {
    return ByteBuffer.wrap(disk.read(at, SECTOR)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static boolean isSigned(ByteBuffer sector) {
    return (sector.getShort(510) & 0xffff) == 0xaa55;
  }

  private static int type(ByteBuffer sector, int index) {
    return sector.get(446 + 16 * index + 4) & 0xff;
  }

  private static boolean isExtended(int type) {
    return type == 0x05 || type == 0x0f || type == 0x85;
  }

  private static long start(ByteBuffer sector, int index) {
    return Integer.toUnsignedLong(sector.getInt(446 + 16 * index + 8));
  }

  private static long count(ByteBuffer sector, int index) {
    return Integer.toUnsignedLong(sector.getInt(446 + 16 * index + 12));
  }
}
