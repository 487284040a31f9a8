package org.dormouse.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an image says, the answer is a value or a trouble, soon, without an exception and without much memory. */
class HostileDiskTest {

  /** More of them: {@code -Ddormouse.rounds=…}. */
  private static final int ROUNDS = Integer.getInteger("dormouse.rounds", 120);
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir
  Path folder;

  private Path tree() throws IOException {
    Path root = Disks.debianRoot(folder.resolve("root"));
    for (int i = 0; i < 60; i++) {
      Disks.write(root.resolve("usr/lib/a name that fills some blocks " + i), "x".repeat(i * 97));
    }
    Files.createSymbolicLink(root.resolve("usr/link"), Path.of("lib/" + "../lib/".repeat(20)));
    Disks.write(root.resolve("etc/fstab"), "LABEL=x / ext4 defaults\nLABEL=y /var/cache ext4 defaults\n");
    return root;
  }

  @ParameterizedTest
  @ValueSource(strings = {"-t ext4 -b 1024", "-t ext4 -b 1024 -O inline_data -I 256", "-t ext2 -b 1024",
      "-t ext4 -b 4096 -O 64bit,meta_bg,^resize_inode"})
  void survivesFlippedBytesInTheFileSystem(String options) throws IOException {
    Path sound = Disks.fileSystem(folder.resolve("sound.img"), tree(), "4M", options.split(" "));
    byte[] bytes = Files.readAllBytes(sound);
    int metadata = usedBytes(bytes);
    flip("vm.img", bytes, metadata);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-c", "-c -o compression_type=zstd", "-o extended_l2=on", "-o cluster_size=512"})
  void survivesFlippedBytesInTheImage(String options) throws IOException {
    Path sound = Disks.fileSystem(folder.resolve("sound.img"), tree(), "4M", "-t", "ext4");
    Path image = folder.resolve("sound.qcow2");
    Disks.tool(("qemu-img convert -f raw -O qcow2 " + options + " " + sound + " " + image).split(" +"));
    byte[] bytes = Files.readAllBytes(image);
    flip("vm.qcow2", bytes, Math.min(bytes.length, 1 << 19));
  }

  @Test
  void survivesFlippedBytesInThePartitionTable() throws IOException {
    Path root = Disks.fileSystem(folder.resolve("root.fs"), tree(), "4M", "-t", "ext4", "-b", "1024");
    Path mbr = Disks.disk(folder.resolve("mbr.raw"), 6, new Path[] {root}, 1);
    Disks.put(mbr, 0, Disks.mbr(new long[] {0x05, 1, 20}, new long[] {0x83, 2048, 8192}));
    Disks.put(mbr, 512, Disks.mbr(new long[] {0x83, 1, 2}, new long[] {0x05, 0, 2}));
    flip("vm.raw", Files.readAllBytes(mbr), 1024);
    Disks.putGpt(mbr, 512, new long[] {2048, 10_239});
    flip("vm.raw", Files.readAllBytes(mbr), 1024 + 512);
  }

  /** Counts what comes out, so that a test that only ever meets one answer is noticed. */
  private void flip(String name, byte[] sound, int end) throws IOException {
    Random random = new Random(name.length() + (long) end);
    Path image = folder.resolve(name);
    Map<String, Integer> answers = new TreeMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = sound.clone();
      int flips = 1 + random.nextInt(round % 2 == 0 ? 3 : 60);
      for (int i = 0; i < flips; i++) {
        int at = random.nextInt(round % 4 < 2 ? end : Math.min(end, 4096));
        bytes[at] = (byte) (random.nextInt(3) == 0 ? 0xff : random.nextInt());
      }
      Files.write(image, bytes);
      String answer = assertTimeoutPreemptively(SOON, () -> lookAtEverything(image), "round " + round);
      answers.merge(answer, 1, Integer::sum);
    }
    assertTrue(answers.size() > 1, answers.toString());
  }

  private static String lookAtEverything(Path image) {
    Result<GuestFiles> opened = Disks.open(image);
    if (opened instanceof Result.Ok<GuestFiles>(GuestFiles files)) {
      try (files) {
        for (String path : new String[] {"/etc/os-release", "/var/lib/dpkg/status", "/usr/link/../x"}) {
          files.read(path, Disks.MIB);
          files.entry(path);
        }
        files.list("/usr/lib");
      }
      Disks.code(FileTree.walk(Disks.machine(image), path -> true, item -> { }));
    }
    return Disks.code(opened);
  }

  /** Up to the last byte that is not zero, at most the first MiB. */
  private static int usedBytes(byte[] bytes) {
    int end = Math.min(bytes.length, 1 << 20);
    while (bytes[end - 1] == 0) {
      end--;
    }
    return end;
  }

  @Test
  void refusesAFileThatOnlyClaimsToBeLarge() throws IOException {
    Path image = Disks.fileSystem(folder.resolve("vm.img"), tree(), "4M", "-t", "ext4");
    for (String size : new String[] {"0x7fffffffffffffff", "0xffffffffffffffff", "0x100000000"}) {
      Disks.tool("debugfs", "-w", "-R", "set_inode_field /var/lib/dpkg/status size " + size, image.toString());
      try (GuestFiles files = Disks.open(image).orThrow()) {
        assertEquals("guest-file-too-large", Disks.code(files.read("/var/lib/dpkg/status", 64 * Disks.MIB)));
      }
    }
  }

  @Test
  void givesUpOnADirectoryWithoutEnd() throws IOException {
    Path image = Disks.fileSystem(folder.resolve("vm.img"), tree(), "4M", "-t", "ext4", "-b", "1024");
    Disks.tool("debugfs", "-w", "-R", "set_inode_field /usr/lib size 0x1fffffff", image.toString());
    try (GuestFiles files = Disks.open(image).orThrow()) {
      assertTimeoutPreemptively(SOON, () -> {
        assertTrue(files.list("/usr/lib").failure().isPresent());
        assertTrue(files.read("/usr/lib/nothing", 10).failure().isPresent());
      });
      assertEquals("ID=debian\nVERSION_ID=\"12\"\n", Disks.text(files, "/etc/os-release"));
    }
  }

  @Test
  void givesUpOnDirectoriesThatContainThemselves() throws IOException {
    Path image = Disks.fileSystem(folder.resolve("vm.img"), tree(), "4M", "-t", "ext4");
    Disks.tool("debugfs", "-w", "-R", "link /usr /usr/lib/again", image.toString());
    assertEquals("file-system-damaged",
        Disks.code(FileTree.walk(Disks.machine(image), path -> false, item -> { })));
  }

  @Test
  void doesNotBelieveAnExtentTreeThatPointsToItself() throws IOException {
    Path image = Disks.fileSystem(folder.resolve("vm.img"), tree(), "4M", "-t", "ext4", "-b", "1024");
    byte[] bytes = Files.readAllBytes(image);
    String stat = Disks.tool("debugfs", "-R", "imap /var/lib/dpkg/status", image.toString());
    long block = Long.parseLong(stat.replaceAll("(?s).*block (\\d+).*", "$1"));
    int offset = Integer.decode(stat.replaceAll("(?s).*offset (0x[0-9a-f]+).*", "$1"));
    int inode = (int) (block * 1024 + offset);
    int free = bytes.length - 1024;
    ByteBuffer disk = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int at : new int[] {inode + 0x28, free}) {
      disk.putShort(at, (short) 0xf30a).putShort(at + 2, (short) 1).putShort(at + 4, (short) 4);
      disk.putShort(at + 6, (short) 1).putInt(at + 12, 0).putInt(at + 16, free / 1024).putShort(at + 20, (short) 0);
    }
    Files.write(image, bytes);
    try (GuestFiles files = Disks.open(image).orThrow()) {
      assertEquals("file-system-damaged", Disks.code(files.read("/var/lib/dpkg/status", Disks.MIB)));
    }
  }

  @Test
  void readsAnHonestSparseFileButNotWithoutEnd() throws IOException {
    Path root = tree();
    try (var file = new java.io.RandomAccessFile(root.resolve("usr/sparse").toFile(), "rw")) {
      file.setLength(1L << 33);
    }
    Path image = Disks.fileSystem(folder.resolve("vm.img"), root, "4M", "-t", "ext4");
    assertTimeoutPreemptively(SOON, () ->
        assertEquals("ok", Disks.code(FileTree.walk(Disks.machine(image), path -> false, item -> { }))));
  }
}
