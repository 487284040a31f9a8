package org.dormouse.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dormouse.disk.FileTree.Item;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.DiskReader.State;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtFileSystemTest {

  private static final int SEED = 20_260_101;

  @TempDir
  static Path shared;
  private static Path content;

  @TempDir
  Path folder;

  @BeforeAll
  static void makeContent() throws IOException {
    content = Disks.debianRoot(shared.resolve("content"));
    Random random = new Random(SEED);
    for (int size : new int[] {0, 1, 59, 60, 61, 100, 155, 160, 1023, 1024, 1025, 4096, 65_537, 300_000, 3_000_000}) {
      byte[] bytes = new byte[size];
      random.nextBytes(bytes);
      Files.write(Files.createDirectories(content.resolve("sizes")).resolve("f" + size), bytes);
    }
    try (RandomAccessFile sparse = new RandomAccessFile(content.resolve("sparse").toFile(), "rw")) {
      for (int i = 0; i < 100; i++) {
        sparse.seek(i * 200_000L + random.nextInt(10_000));
        sparse.write(i);
      }
      sparse.seek(25_000_000); // mke2fs forgets a hole at the end of a file with inline data
      sparse.write(1);
    }
    Path many = Files.createDirectories(content.resolve("many"));
    for (int i = 0; i < 600; i++) {
      Files.writeString(many.resolve("a rather long name so that a hash tree gets more than one level " + i), "" + i);
    }
    Path deep = content;
    for (int i = 0; i < 60; i++) {
      deep = deep.resolve("d" + i);
    }
    Disks.write(deep.resolve("bottom"), "deep");
    Path links = Files.createDirectories(content.resolve("links"));
    Files.createSymbolicLink(links.resolve("fast"), Path.of("../etc/os-release"));
    Files.createSymbolicLink(links.resolve("absolute"), Path.of("/etc/os-release"));
    Files.createSymbolicLink(links.resolve("slow"), Path.of("../" + "sizes/../".repeat(20) + "etc/os-release"));
    Files.createSymbolicLink(links.resolve("round"), Path.of("round"));
    Files.createSymbolicLink(links.resolve("out"), Path.of("../../../../../etc/os-release"));
    Files.createSymbolicLink(links.resolve("directory"), Path.of("/usr/../many/.."));
    Disks.write(content.resolve("names/ümläut € 漢字 blank\ttab"), "unicode");
    Disks.write(content.resolve("names/" + "x".repeat(255)), "long");
    Files.setLastModifiedTime(content.resolve("sizes/f59"), FileTime.from(Instant.parse("1965-02-03T04:05:06Z")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-t ext2 -b 1024", "-t ext2 -b 4096 -I 128", "-t ext3 -b 1024 -O ^resize_inode",
      "-t ext3 -b 2048 -O ^dir_index", "-t ext4 -b 1024", "-t ext4 -b 4096", "-t ext4 -b 4096 -I 1024",
      "-t ext4 -O inline_data -I 256", "-t ext4 -O inline_data,^extents,^64bit -I 512",
      "-t ext4 -O 64bit,metadata_csum",
      "-t ext4 -O ^64bit,^metadata_csum,uninit_bg", "-t ext4 -b 1024 -O meta_bg,^resize_inode,^sparse_super -g 1024",
      "-t ext4 -b 1024 -O meta_bg,^resize_inode -g 512 -N 8000", "-t ext4 -O bigalloc -C 65536 -b 4096",
      "-t ext4 -O sparse_super2,^resize_inode -b 1024", "-t ext4 -O ^flex_bg,^has_journal -E packed_meta_blocks=0",
      "-t ext4 -b 1024 -O ^filetype,^64bit -N 6000", "-t ext4 -b 1024 -G 4 -g 256"})
  void readsEverythingThatWasPutIn(String options) throws Exception {
    Path image = Disks.fileSystem(folder.resolve("vm.img"), content, "96M", options.split(" "));
    Disks.tool("e2fsck", "-fyD", image.toString()); // makes hash trees

    Map<String, Item> items = FileTree.read(Disks.machine(image)).orThrow();

    items.remove("/lost+found");
    Map<String, String> found = lines(items);
    expected().forEach((path, line) -> assertEquals(line, found.remove(path), path));
    assertEquals(Map.of(), found);
    try (GuestFiles files = Disks.open(image).orThrow()) {
      assertEquals(options.substring(3, 7), files.fileSystem());
      assertEquals(State.CLEAN, files.state());
      assertEquals("ID=debian\nVERSION_ID=\"12\"\n", Disks.text(files, "/links/slow"));
    }
  }

  @Test
  void readsWhatTheAllocatorScattered() throws IOException {
    Path image = folder.resolve("vm.img");
    Disks.fileSystem(image, content, "64M", "-t", "ext4", "-b", "1024", "-N", "8000");
    // Files written when only every second block is free get extents of one block each, so the trees have depth.
    byte[] bytes = new byte[6_000_000];
    new Random(SEED).nextBytes(bytes);
    Path source = Files.write(folder.resolve("source"), bytes);
    int groups = 7;
    StringBuilder commands = new StringBuilder();
    for (int group = 1; group < groups; group++) {
      for (int block = group * 8192 + 400; block < group * 8192 + 7900; block += 2) {
        commands.append("setb ").append(block).append('\n');
      }
    }
    commands.append("write ").append(source).append(" /scattered\nquit\n");
    Path script = Files.writeString(folder.resolve("script"), commands);
    Disks.tool("debugfs", "-w", "-f", script.toString(), image.toString());

    try (GuestFiles files = Disks.open(image).orThrow()) {
      assertTrue(Disks.tool("debugfs", "-R", "ex /scattered", image.toString()).lines().count() > 2000);
      assertEquals(HexFormat.of().formatHex(sha256(bytes)),
          HexFormat.of().formatHex(sha256(files.read("/scattered", bytes.length).orThrow().orElseThrow())));
    }
  }

  @Test
  void resolvesPathsAsTheGuestDoes() {
    Path image = Disks.fileSystem(folder.resolve("vm.img"), content, "96M", "-t", "ext4");
    Disks.tool("debugfs", "-w", "-R", "set_inode_field /sizes/f1 mtime @2211854706", image.toString());
    try (GuestFiles files = Disks.open(image).orThrow()) {
      for (String path : List.of("/etc/os-release", "etc/os-release", "//etc/./os-release", "/usr/../etc/os-release",
          "/../../etc/os-release", "/links/fast", "/links/absolute", "/links/out", "/links/directory/etc/os-release")) {
        assertEquals("ID=debian\nVERSION_ID=\"12\"\n", Disks.text(files, path), path);
      }
      for (String path : List.of("/links/round", "/links/round/x", "/nothing", "/etc/os-release/x", "/etc", "",
          "/x".repeat(3000), "/etc/\0")) {
        assertEquals("none", Disks.text(files, path), path);
      }
      assertEquals(List.of("f0", "f1", "f100", "f1023", "f1024"), files.list("/sizes").orThrow().subList(0, 5));
      assertEquals(List.of(), files.list("/nothing").orThrow());
      assertEquals(List.of(), files.list("/etc/os-release").orThrow());
      assertEquals("round", files.entry("/links/round").orThrow().orElseThrow().target());
      assertEquals(GuestFiles.Kind.LINK, files.entry("/links/directory").orThrow().orElseThrow().kind());
      assertEquals(Instant.parse("2040-02-03T04:05:06Z").getEpochSecond(),
          files.entry("/sizes/f1").orThrow().orElseThrow().modified());
      assertEquals("guest-file-too-large", Disks.code(files.read("/sizes/f1025", 1024)));
    }
  }

  @Test
  void tellsTheStateOfTheFileSystem() throws IOException {
    Path image = Disks.fileSystem(folder.resolve("vm.img"), content, "96M", "-t", "ext4");
    Disks.tool("debugfs", "-w", "-R", "feature needs_recovery", image.toString());
    try (GuestFiles files = Disks.open(image).orThrow()) {
      assertEquals(State.NEEDS_REPLAY, files.state());
    }
    Disks.put(image, 1024 + 0x3a, new byte[] {3, 0});
    try (GuestFiles files = Disks.open(image).orThrow()) {
      assertEquals(State.HAS_ERRORS, files.state());
    }
  }

  /** The same lines made from what was put in. */
  private static Map<String, String> expected() throws Exception {
    Map<String, String> lines = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(content)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        String name = "/" + content.relativize(path).toString();
        Map<String, Object> unix = Files.readAttributes(path, "unix:*", LinkOption.NOFOLLOW_LINKS);
        String kind = Files.isSymbolicLink(path) ? "LINK" : Files.isDirectory(path) ? "DIRECTORY" : "FILE";
        String what = switch (kind) {
          case "LINK" -> Files.readSymbolicLink(path).toString();
          case "FILE" -> HexFormat.of().formatHex(sha256(Files.readAllBytes(path))) + " " + Files.size(path) + " "
              + ((FileTime) unix.get("lastModifiedTime")).toInstant().getEpochSecond();
          default -> "";
        };
        if (!name.equals("/")) {
          lines.put(name, kind + " " + unix.get("uid") + " " + unix.get("gid") + " "
              + Integer.toOctalString((Integer) unix.get("mode")) + " " + what);
        }
      }
    }
    return lines;
  }

  private static Map<String, String> lines(Map<String, Item> items) {
    Map<String, String> lines = new TreeMap<>();
    items.forEach((path, item) -> {
      var entry = item.entry();
      String what = switch (entry.kind()) {
        case LINK -> entry.target();
        case FILE -> item.sha256() + " " + entry.size() + " " + entry.modified();
        default -> "";
      };
      if (!path.equals("/")) {
        lines.put(path, entry.kind() + " " + entry.owner() + " " + entry.group() + " "
            + Integer.toOctalString(entry.mode()) + " " + what);
      }
    });
    return lines;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
