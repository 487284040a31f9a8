package org.dormouse.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dormouse.disk.FileTree.Change;
import org.dormouse.disk.FileTree.Difference;
import org.dormouse.disk.internal.StoredDiskReader;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RootFileSystemTest {

  private static final long SECTORS_PER_MIB = 2048;

  @TempDir
  Path folder;
  private Path root;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Disks.debianRoot(folder.resolve("root"));
  }

  private Path fileSystem(String name, Path content, String... options) {
    return Disks.fileSystem(folder.resolve(name), content, "8M", options);
  }

  private static long[] linux(int startMiB) {
    return new long[] {0x83, startMiB * SECTORS_PER_MIB, 8 * SECTORS_PER_MIB};
  }

  private static void assertFound(Path... images) {
    try (GuestFiles files = Disks.open(images).orThrow()) {
      assertEquals("ID=debian\nVERSION_ID=\"12\"\n", Disks.text(files, "/etc/os-release"));
    }
  }

  @Test
  void isFoundOnPrimaryAndLogicalPartitions() throws IOException {
    Path data = fileSystem("data.fs", Files.createDirectory(folder.resolve("empty")));
    Path debian = fileSystem("root.fs", root);
    Path primary = Disks.disk(folder.resolve("primary.raw"), 32, new Path[] {data, debian}, 1, 10);
    Disks.put(primary, 0, Disks.mbr(linux(1), linux(10)));
    assertFound(primary);

    Path logical = Disks.disk(folder.resolve("logical.raw"), 32, new Path[] {data, debian}, 2, 12);
    Disks.put(logical, 0, Disks.mbr(new long[] {0x05, SECTORS_PER_MIB, 30 * SECTORS_PER_MIB}));
    Disks.put(logical, Disks.MIB, Disks.mbr(new long[] {0x83, SECTORS_PER_MIB, 8 * SECTORS_PER_MIB},
        new long[] {0x05, 10 * SECTORS_PER_MIB, 9 * SECTORS_PER_MIB}));
    Disks.put(logical, 11 * Disks.MIB, Disks.mbr(linux(1)));
    assertFound(logical);
  }

  @Test
  void isFoundOnGptWithEitherCopyAndBothSectorSizes() throws IOException {
    Path debian = fileSystem("root.fs", root);
    for (int sectorBytes : new int[] {512, 4096}) {
      Path disk = Disks.disk(folder.resolve("gpt" + sectorBytes + ".raw"), 16, new Path[] {debian}, 4);
      long perMib = Disks.MIB / sectorBytes;
      Disks.putGpt(disk, sectorBytes, new long[] {perMib, 2 * perMib - 1}, new long[] {4 * perMib, 12 * perMib - 1});
      assertFound(disk);
      Disks.put(disk, sectorBytes + 50, new byte[] {1, 2, 3});
      assertFound(disk);
      Disks.put(disk, 16L * Disks.MIB - sectorBytes + 50, new byte[] {1, 2, 3});
      assertEquals("partition-table-damaged", Disks.code(Disks.open(disk)));
    }
  }

  @Test
  void isFoundOnAWholeDiskAndOnTheSecondDisk() throws IOException {
    Path debian = fileSystem("root.img", root);
    assertFound(debian);
    Path data = fileSystem("data.img", Files.createDirectory(folder.resolve("empty")));
    assertFound(data, debian);
  }

  @Test
  void isTheOneThatCallsItselfTheRoot() throws IOException {
    Path other = Disks.debianRoot(folder.resolve("other"));
    Files.writeString(other.resolve("etc/os-release"), "ID=other\n");
    Disks.write(root.resolve("etc/fstab"), "# comment\nLABEL=main / ext4 errors=remount-ro 0 1\n");
    Disks.write(other.resolve("etc/fstab"), "LABEL=main / ext4 defaults 0 1\n");
    Path disk = Disks.disk(folder.resolve("two.raw"), 32,
        new Path[] {fileSystem("other.fs", other, "-L", "copy"), fileSystem("main.fs", root, "-L", "main")}, 1, 10);
    Disks.put(disk, 0, Disks.mbr(linux(1), linux(10)));
    assertFound(disk);
  }

  @ParameterizedTest
  @CsvSource({"LABEL=state", "UUID=6D0C5A3E-1111-4222-8333-444455556666", "/dev/vda2", "/dev/sda2",
      "PARTUUID=cafe0001-02", "/dev/disk/by-uuid/6d0c5a3e-1111-4222-8333-444455556666", "/dev/disk/by-label/state"})
  void hasWhatTheGuestMountsInIt(String device) throws IOException {
    Path state = folder.resolve("state");
    Disks.write(state.resolve("lib/dpkg/status"), "from the other file system");
    Disks.write(state.resolve("link-target"), "x");
    Files.createSymbolicLink(root.resolve("statuslink"), Path.of("var/lib/../lib/dpkg/status"));
    Disks.write(root.resolve("etc/fstab"), "/dev/vda1 / ext4 defaults\n" + device + "\t/var/ ext4 defaults 0 2\n");
    Path disk = Disks.disk(folder.resolve("vm.raw"), 32, new Path[] {fileSystem("root.fs", root), fileSystem("var.fs",
        state, "-L", "state", "-U", "6d0c5a3e-1111-4222-8333-444455556666")}, 1, 10);
    Disks.put(disk, 0, Disks.mbr(linux(1), linux(10)));
    try (GuestFiles files = Disks.open(disk).orThrow()) {
      assertEquals("from the other file system", Disks.text(files, "/var/lib/dpkg/status"));
      assertEquals("from the other file system", Disks.text(files, "/statuslink"));
      assertEquals("ID=debian\nVERSION_ID=\"12\"\n", Disks.text(files, "/var/lib/dpkg/../../../etc/os-release"));
      assertTrue(files.list("/").orThrow().contains("var"));
    }
    assertTrue(FileTree.read(Disks.machine(disk)).orThrow().containsKey("/var/link-target"));
  }

  @Test
  void isNotAnsweredWithoutAVarThatCannotBeRead() throws IOException {
    Disks.write(root.resolve("etc/fstab"), "/dev/vda1 / ext4 defaults\n/dev/mapper/vg-var /var ext4 defaults\n");
    Path disk = Disks.disk(folder.resolve("vm.raw"), 32, new Path[] {fileSystem("root.fs", root)}, 1);
    Disks.put(disk, 0, Disks.mbr(linux(1), linux(10)));
    assertEquals("file-system-not-readable", Disks.code(Disks.open(disk)));
    Disks.put(disk, 10 * Disks.MIB + 512 + 24, "LVM2 001".getBytes(StandardCharsets.US_ASCII));
    assertEquals("lvm-not-readable", Disks.code(Disks.open(disk)));
  }

  @ParameterizedTest
  @CsvSource({"0,LUKSº¾,encrypted-disk", "3,-FVE-FS-,encrypted-disk", "536,LVM2 001,lvm-not-readable",
      "0,XFSB,file-system-not-readable", "65600,_BHRfS_M,file-system-not-readable",
      "3,'NTFS    ',file-system-not-readable", "100,nothing,no-root-file-system"})
  void isToldWhyItCannotBeRead(int at, String magic, String code) throws IOException {
    Path disk = Disks.disk(folder.resolve("vm.raw"), 32, new Path[0]);
    Disks.put(disk, 0, Disks.mbr(linux(1)));
    Disks.put(disk, Disks.MIB + at, magic.getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(code, Disks.code(Disks.open(disk)));
  }

  @Test
  void isNotReadFromUnderAHibernatedSystem() throws IOException {
    byte[] mark = "S1SUSPEND".getBytes(StandardCharsets.US_ASCII);
    Path disk = Disks.disk(folder.resolve("vm.raw"), 32, new Path[] {fileSystem("root.fs", root)}, 1);
    Disks.put(disk, 0, Disks.mbr(linux(1), new long[] {0x82, 20 * SECTORS_PER_MIB, 2 * SECTORS_PER_MIB}));
    assertFound(disk);
    Disks.put(disk, 20 * Disks.MIB + 4086, mark);
    assertEquals("hibernated", Disks.code(Disks.open(disk)));

    byte[] swap = new byte[8192];
    System.arraycopy("SWAPSPACE2".getBytes(StandardCharsets.US_ASCII), 0, swap, 4086, 10);
    Files.write(root.resolve("swap.img"), swap);
    Disks.write(root.resolve("etc/fstab"), "/swap.img none swap sw 0 0\n");
    assertFound(fileSystem("awake.img", root));
    System.arraycopy("S1SUSPEND\0".getBytes(StandardCharsets.US_ASCII), 0, swap, 4086, 10);
    Files.write(root.resolve("swap.img"), swap);
    assertEquals("hibernated", Disks.code(Disks.open(fileSystem("asleep.img", root))));
  }

  @ParameterizedTest
  @CsvSource({"encrypt,encrypted-disk", "casefold,file-system-not-readable"})
  void isNotReadWithFeaturesThatChangeNames(String feature, String code) {
    Path image = fileSystem("vm.img", root, "-t", "ext4", "-O", feature);
    assertEquals(code, Disks.code(Disks.open(image)));
  }

  @Test
  void isNotThereInWhatIsNoImage() throws IOException {
    assertEquals("image-missing", Disks.code(Disks.open(folder.resolve("gone.qcow2"))));
    assertEquals("image-unreadable", Disks.code(Disks.open(Files.createDirectory(folder.resolve("folder.qcow2")))));
    assertEquals("no-root-file-system", Disks.code(Disks.open(Files.createFile(folder.resolve("empty.raw")))));
    assertEquals("image-truncated", Disks.code(Disks.open(Files.createFile(folder.resolve("empty.qcow2")))));
    assertEquals("image-malformed", Disks.code(Disks.open(Files.write(folder.resolve("text.qcow2"),
        "text ".repeat(1000).getBytes(StandardCharsets.UTF_8)))));
  }

  @Test
  void isComparedFileByFile() throws IOException {
    Path before = fileSystem("before.img", root);
    Disks.write(root.resolve("etc/os-release"), "ID=debian\nVERSION_ID=\"13\"\n");
    Disks.write(root.resolve("etc/new"), "new");
    Files.delete(root.resolve("var/lib/dpkg/status"));
    Path after = fileSystem("after.img", root);

    List<Difference> differences = FileTree.differences(FileTree.read(Disks.machine(before)).orThrow(),
        FileTree.read(Disks.machine(after)).orThrow()).stream()
        .filter(difference -> !difference.what().equals(List.of("modified"))).toList();

    assertEquals(List.of(new Difference(Change.ADDED, "/etc/new", List.of()),
        new Difference(Change.REMOVED, "/var/lib/dpkg/status", List.of())),
        differences.stream().filter(difference -> difference.change() != Change.CHANGED).toList());
    assertTrue(differences.stream().anyMatch(difference -> difference.path().equals("/etc/os-release")
        && difference.what().contains("content")));
  }

  @Test
  void isFoundInANewLayerThatNamesItsParentAsSeenFromItsFuturePlace() throws IOException {
    Path library = Files.createDirectory(folder.resolve("library"));
    Disks.fileSystem(library.resolve("base.raw"), root, "8M");
    Path place = library.resolve("web01.qcow2");
    Disks.tool("qemu-img", "create", "-q", "-f", "qcow2", "-u", "-b", "base.raw", "-F", "raw", place.toString(), "8M");
    Path incoming = Files.createDirectories(library.resolve(".dormouse/incoming/key"));
    Path fresh = Files.copy(place, incoming.resolve("0.qcow2"));

    assertEquals("backing-missing", Disks.open(fresh).failure().orElseThrow().code());
    try (GuestFiles files = new StoredDiskReader().open(Disks.machine(fresh), List.of(place)).orThrow()) {
      assertEquals("ID=debian\nVERSION_ID=\"12\"\n", Disks.text(files, "/etc/os-release"));
    }
  }
}
