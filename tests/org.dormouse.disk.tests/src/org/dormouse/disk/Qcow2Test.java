package org.dormouse.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dormouse.disk.internal.block.BlockSource;
import org.dormouse.disk.internal.block.ImageOpener;
import org.dormouse.disk.internal.block.MalformedDiskException;
import org.dormouse.disk.internal.block.WorkLimit;
import org.dormouse.spi.DiskFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Qcow2Test {

  private static final int SIZE = 9 * Disks.MIB + 512;
  private static final int SEED = 7;

  @TempDir
  static Path shared;
  private static Path raw;

  @TempDir
  Path folder;

  /** Noise, text, zeros and holes in pieces of odd lengths. */
  @BeforeAll
  static void makeContent() throws IOException {
    byte[] bytes = new byte[SIZE];
    Random random = new Random(SEED);
    for (int at = 0; at < SIZE;) {
      int end = Math.min(SIZE, at + 1 + random.nextInt(400_000));
      int kind = random.nextInt(3);
      for (int i = at; i < end; i++) {
        bytes[i] = (byte) (kind == 0 ? random.nextInt() : kind == 1 ? "some text ".charAt(i % 10) : 0);
      }
      at = end;
    }
    raw = Files.write(shared.resolve("content.raw"), bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"compat=0.10", "compat=1.1", "cluster_size=512", "cluster_size=4096", "cluster_size=2M",
      "extended_l2=on,cluster_size=16k", "extended_l2=on,cluster_size=2M", "preallocation=metadata",
      "preallocation=full", "refcount_bits=1"})
  void readsEveryKindOfCluster(String options) throws IOException {
    Path image = folder.resolve("vm.qcow2");
    Disks.tool("qemu-img", "convert", "-f", "raw", "-O", "qcow2", "-o", options, raw.toString(), image.toString());
    assertReadsAsQemuDoes(image);
  }

  @ParameterizedTest
  @CsvSource({"zlib,65536", "zlib,4096", "zlib,512", "zlib,2097152", "zstd,65536", "zstd,4096", "zstd,512",
      "zstd,2097152"})
  void readsCompressedClusters(String type, String clusterBytes) throws IOException {
    Path image = folder.resolve("vm.qcow2");
    Disks.tool("qemu-img", "convert", "-c", "-f", "raw", "-O", "qcow2", "-o", "compression_type=" + type
        + ",cluster_size=" + clusterBytes, raw.toString(), image.toString());
    assertReadsAsQemuDoes(image);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "compat=0.10", "cluster_size=4k", "extended_l2=on"})
  void readsChainsOfLayersThatChangeZeroAndForget(String options) throws IOException {
    Path base = folder.resolve("base.raw");
    Files.copy(raw, base);
    List<String> create = new ArrayList<>(List.of("qemu-img", "create", "-q", "-f", "qcow2"));
    if (!options.isEmpty()) {
      create.addAll(List.of("-o", options));
    }
    Path middle = layer(create, "middle.qcow2", "base.raw", "raw", "12M");
    Disks.tool("qemu-io", "-f", "qcow2", "-c", "write -P 17 1000448 300032", "-c", "write -z 3M 1M",
        "-c", "write -P 3 10M 70k", middle.toString());
    Path top = layer(create, "top.qcow2", "middle.qcow2", "qcow2", "14M");
    Disks.tool("qemu-io", "-f", "qcow2", "-c", "write -P 99 1M 5k", "-c", "write -c -P 5 5M 128k",
        "-c", "write -z 4M 300k", "-c", "discard 6M 1M", "-c", "write -P 1 13M 3k", top.toString());
    assertReadsAsQemuDoes(top);
  }

  private Path layer(List<String> create, String name, String backing, String format, String size) {
    List<String> command = new ArrayList<>(create);
    command.addAll(List.of("-b", backing, "-F", format, folder.resolve(name).toString(), size));
    Disks.tool(command.toArray(String[]::new));
    return folder.resolve(name);
  }

  @Test
  void readsTheActiveStateOfAnImageWithSnapshots() throws IOException {
    Path image = folder.resolve("vm.qcow2");
    Disks.tool("qemu-img", "convert", "-f", "raw", "-O", "qcow2", raw.toString(), image.toString());
    Disks.tool("qemu-img", "snapshot", "-c", "before", image.toString());
    Disks.tool("qemu-io", "-f", "qcow2", "-c", "write -P 99 1M 5M", image.toString());
    assertReadsAsQemuDoes(image);
  }

  @Test
  void refusesBackingFilesThatAreNotPlainFilesOfTheLibrary() throws IOException {
    Path outside = Files.copy(raw, shared.resolve("outside.raw"));
    Path library = Files.createDirectory(folder.resolve("library"));
    Files.createSymbolicLink(library.resolve("link.raw"), outside);
    Files.copy(raw, library.resolve("noformat"));
    Files.copy(raw, library.resolve("misnamed.qcow2"));
    assertEquals("backing-outside-library", refusal(library, outside.toString(), "raw"));
    assertEquals("backing-outside-library", refusal(library, "link.raw", "raw"));
    assertEquals("backing-outside-library", refusal(library, library.relativize(outside).toString(), "raw"));
    assertEquals("backing-outside-library", refusal(library, "/dev/zero", "raw"));
    assertEquals("backing-missing", refusal(library, "gone.raw", "raw"));
    assertEquals("backing-not-a-file", refusal(library, "json:{\"driver\":\"nbd\"}", "raw"));
    assertEquals("backing-not-a-file", refusal(library, "nbd://127.0.0.1/x", "raw"));
    assertEquals("backing-format-unknown", refusal(library, "noformat", ""));
    assertEquals("backing-format-unknown", refusal(library, "misnamed.qcow2", "raw"));
    assertEquals("backing-cyclic", refusal(library, "vm.qcow2", "qcow2"));
  }

  /** The code of the refusal of an image with that backing file. */
  private String refusal(Path library, String backing, String format) throws IOException {
    Path image = library.resolve("vm.qcow2");
    Files.deleteIfExists(image);
    Disks.tool("qemu-img", "create", "-q", "-f", "qcow2", "-u", "-b", backing, "-F", format.isEmpty() ? "raw" : format,
        image.toString(), "1M");
    if (format.isEmpty()) {
      // qemu-img no longer writes images without the format of the backing file, so the extension is made unknown.
      byte[] bytes = Files.readAllBytes(image);
      for (int at = 0; at < 512; at++) {
        if (bytes[at] == (byte) 0xe2 && bytes[at + 1] == 0x79 && bytes[at + 2] == 0x2a) {
          Disks.put(image, at, new byte[] {1, 1, 1, 1});
        }
      }
    }
    return assertThrows(MalformedDiskException.class, () -> open(image).close()).code();
  }

  private static BlockSource open(Path image) throws IOException {
    WorkLimit limit = new WorkLimit(1L << 30);
    return new ImageOpener(List.of(image.getParent().toRealPath()), limit).open(image, DiskFormat.QCOW2);
  }

  private void assertReadsAsQemuDoes(Path image) throws IOException {
    Path flat = folder.resolve("flat.raw");
    Disks.tool("qemu-img", "convert", "-f", "qcow2", "-O", "raw", image.toString(), flat.toString());
    byte[] expected = Files.readAllBytes(flat);
    try (BlockSource disk = open(image)) {
      assertEquals(expected.length, disk.size());
      assertArrayEquals(expected, disk.read(0, expected.length));
      Random random = new Random(SEED);
      for (int i = 0; i < 300; i++) {
        int at = random.nextInt(expected.length);
        int length = random.nextInt(Math.min(200_000, expected.length - at));
        byte[] bytes = disk.read(at, length);
        assertEquals(-1, Arrays.mismatch(bytes, Arrays.copyOfRange(expected, at, at + length)),
            "at " + at + " length " + length);
      }
      assertThrows(MalformedDiskException.class, () -> disk.read(expected.length - 1, 2));
    }
  }
}
