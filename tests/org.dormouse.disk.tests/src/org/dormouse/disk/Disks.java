package org.dormouse.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.dormouse.disk.internal.StoredDiskReader;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.Hardware;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;

/** Makes file systems and images with the real tools, and partition tables byte by byte. */
final class Disks {

  static final int MIB = 1 << 20;

  private Disks() {}

  /** Runs a tool to its end; what it says is answered. That e2fsck has changed something is its purpose here. */
  static String tool(String... command) {
    try {
      List<String> found = new ArrayList<>(List.of(command));
      Path administrators = Path.of("/usr/sbin", command[0]);
      if (Files.isExecutable(administrators)) {
        found.set(0, administrators.toString());
      }
      Process process = new ProcessBuilder(found).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int good = command[0].equals("e2fsck") ? 1 : 0;
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() > good) {
        throw new IllegalStateException(String.join(" ", command) + ": " + said);
      }
      return said;
    } catch (IOException e) {
      throw new IllegalStateException("run releng/setup: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A file with a file system that holds the content of the folder; options as mke2fs takes them. */
  static Path fileSystem(Path file, Path content, String size, String... options) {
    List<String> command = new ArrayList<>(List.of("mke2fs", "-q", "-F", "-d", content.toString()));
    command.addAll(List.of(options));
    command.addAll(List.of(file.toString(), size));
    tool(command.toArray(String[]::new));
    return file;
  }

  /** The smallest tree that counts as the root of a Debian. */
  static Path debianRoot(Path folder) throws IOException {
    write(folder.resolve("etc/os-release"), "ID=debian\nVERSION_ID=\"12\"\n");
    write(folder.resolve("var/lib/dpkg/status"), "Package: dash\nStatus: install ok installed\n\n");
    Files.createDirectories(folder.resolve("usr/bin"));
    return folder;
  }

  static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Puts file systems on a disk, each at its place in MiB. */
  static Path disk(Path disk, int sizeMiB, Path[] fileSystems, int... startMiB) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
      file.setLength((long) sizeMiB * MIB);
      for (int i = 0; i < fileSystems.length; i++) {
        file.seek((long) startMiB[i] * MIB);
        file.write(Files.readAllBytes(fileSystems[i]));
      }
    }
    return disk;
  }

  static void put(Path disk, long at, byte[] bytes) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
      file.seek(at);
      file.write(bytes);
    }
  }

  /** One sector of an MBR kind; every partition is type, first sector, number of sectors. */
  static byte[] mbr(long[]... partitions) {
    ByteBuffer sector = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
    sector.putInt(440, 0xcafe0001);
    for (int i = 0; i < partitions.length; i++) {
      sector.put(446 + 16 * i + 4, (byte) partitions[i][0]);
      sector.putInt(446 + 16 * i + 8, (int) partitions[i][1]);
      sector.putInt(446 + 16 * i + 12, (int) partitions[i][2]);
    }
    sector.putShort(510, (short) 0xaa55);
    return sector.array();
  }

  /** Both copies of a GPT with partitions given as first and last sector. */
  static void putGpt(Path disk, int sectorBytes, long[]... partitions) throws IOException {
    long sectors = Files.size(disk) / sectorBytes;
    ByteBuffer entries = ByteBuffer.allocate(128 * 128).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < partitions.length; i++) {
      entries.putLong(128 * i, 0x477284830fc63dafL).putLong(128 * i + 8, 0xe47d47d8693d798eL);
      entries.putLong(128 * i + 16, 0x1111222233330000L + i).putLong(128 * i + 24, 0x4444555566667777L);
      entries.putLong(128 * i + 32, partitions[i][0]).putLong(128 * i + 40, partitions[i][1]);
      entries.put(128 * i + 56, ("part" + i).getBytes(StandardCharsets.UTF_16LE));
    }
    put(disk, 0, mbr(new long[] {0xee, 1, sectors - 1}));
    int entrySectors = entries.capacity() / sectorBytes;
    put(disk, 2L * sectorBytes, entries.array());
    put(disk, sectorBytes, gptHeader(1, 2, entries.array()));
    put(disk, (sectors - 1 - entrySectors) * sectorBytes, entries.array());
    put(disk, (sectors - 1) * sectorBytes, gptHeader(sectors - 1, sectors - 1 - entrySectors, entries.array()));
  }

  private static byte[] gptHeader(long own, long entriesAt, byte[] entries) {
    ByteBuffer header = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
    header.put(0, "EFI PART".getBytes(StandardCharsets.US_ASCII)).putInt(8, 0x10000).putInt(12, 92);
    header.putLong(24, own).putLong(72, entriesAt).putInt(80, 128).putInt(84, 128);
    header.putInt(88, crc(entries));
    byte[] summed = new byte[92];
    header.get(0, summed);
    header.putInt(16, crc(summed));
    return header.array();
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  static StoredMachine machine(Path... images) {
    List<MachineDisk> disks = new ArrayList<>();
    for (Path image : images) {
      disks.add(new MachineDisk(disks.size(), image, DiskFormat.ofFileName(image.toString()).orElseThrow(),
          MachineDisk.Bus.VIRTIO));
    }
    return new StoredMachine("library", "vm", Hardware.usual(), disks, List.of(), Optional.empty());
  }

  static Result<GuestFiles> open(Path... images) {
    return new StoredDiskReader().open(machine(images));
  }

  static String code(Result<?> result) {
    return result.failure().map(trouble -> trouble.code()).orElse("ok");
  }

  static String text(GuestFiles files, String path) {
    return files.read(path, MIB).orThrow().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("none");
  }
}
