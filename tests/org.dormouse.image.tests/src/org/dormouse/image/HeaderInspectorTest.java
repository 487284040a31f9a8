package org.dormouse.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dormouse.image.BackingChain.Link;
import org.dormouse.image.internal.HeaderInspector;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Finding;
import org.dormouse.spi.ImageInspector.ImageFacts;
import org.dormouse.spi.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderInspectorTest {

  private static final int ROUNDS = Integer.getInteger("dormouse.rounds", 2000);

  @TempDir
  Path folder;
  private final HeaderInspector inspector = new HeaderInspector();

  private Path qcow2(String... options) {
    return Images.create(folder.resolve("vm.qcow2"), DiskFormat.QCOW2, "64M", options);
  }

  private ImageFacts facts(Path image) {
    return inspector.inspect(image, DiskFormat.QCOW2).orThrow();
  }

  private String code(Path image, DiskFormat format) {
    return inspector.inspect(image, format).failure().map(trouble -> trouble.code()).orElse("ok");
  }

  private static void put(Path image, long at, byte... bytes) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.seek(at);
      file.write(bytes);
    }
  }

  @ParameterizedTest
  @EnumSource(DiskFormat.class)
  void agreesWithQemuOnTheVirtualSize(DiskFormat format) {
    String[] options = format == DiskFormat.VHD ? new String[] {"-o", "force_size=on"} : new String[0];
    Path image = Images.create(folder.resolve("image"), format, "123M", options);
    JsonObject info = new QemuImg(Duration.ofSeconds(20)).info(new Link(image, format)).orThrow();
    ImageFacts facts = inspector.inspect(image, format).orThrow();
    assertEquals(info.get("virtual-size").getAsLong(), facts.virtualSize());
    assertFalse(facts.markedDirty());
    assertEquals(Optional.empty(), facts.backing());
  }

  @ParameterizedTest
  @CsvSource({"vpc,'subformat=fixed,force_size=on',subformat=fixed", "vpc,force_size=on,subformat=dynamic",
      "vmdk,subformat=streamOptimized,subformat=streamOptimized", "vhdx,subformat=fixed,subformat=fixed"})
  void tellsSubformats(String format, String options, String expected) {
    Path image = folder.resolve("image");
    Images.tool("qemu-img", "create", "-q", "-f", format, "-o", options, image.toString(), "8M");
    DiskFormat named = format.equals("vpc") ? DiskFormat.VHD : DiskFormat.valueOf(format.toUpperCase());
    assertTrue(inspector.inspect(image, named).orThrow().subformat().contains(expected));
  }

  @Test
  void tellsTheBackingFileAsItIsWritten() {
    Path image = folder.resolve("vm.qcow2");
    Images.tool("qemu-img", "create", "-q", "-f", "qcow2", "-u", "-F", "raw", "-b", "../ümläut, base.img",
        image.toString(), "1M");
    assertEquals(Optional.of("../ümläut, base.img"), facts(image).backing());
    assertEquals(Optional.of(DiskFormat.RAW), facts(image).backingFormat());
  }

  @Test
  void tellsSnapshotsAndSavedState() throws IOException {
    Path image = qcow2();
    Images.tool("qemu-img", "snapshot", "-c", "before the flood", image.toString());
    Images.tool("qemu-img", "snapshot", "-c", "second", image.toString());
    assertEquals(List.of("before the flood", "second"), facts(image).snapshots());
    assertFalse(facts(image).savedState());

    long table = ByteBuffer.wrap(Files.readAllBytes(image)).getLong(64);
    put(image, table + 32, new byte[] {0, 1, 0, 0});
    assertTrue(facts(image).savedState());
  }

  @Test
  void tellsMarksAndEncryption() throws IOException {
    Path image = qcow2();
    put(image, 79, (byte) 1);
    assertTrue(facts(image).markedDirty());
    put(image, 79, (byte) 2);
    assertTrue(facts(image).markedCorrupt());
    put(image, 79, (byte) 0);
    assertFalse(facts(image).encrypted());
    // by the header alone: making a real LUKS image measures the processor, which fails on a busy machine
    Path encrypted = Images.create(folder.resolve("encrypted.qcow2"), DiskFormat.QCOW2, "1M");
    put(encrypted, 32, new byte[] {0, 0, 0, 2});
    assertTrue(facts(encrypted).encrypted());
    assertEquals("image-encrypted", QemuImg.flattenCommands(List.of(Images.qcow2(image), Images.qcow2(encrypted)),
        folder.resolve("target")).failure().orElseThrow().code());
  }

  @Test
  void refusesImagesThatMakeOtherFilesBeOpened() throws IOException {
    Path external = folder.resolve("external.qcow2");
    Images.tool("qemu-img", "create", "-q", "-f", "qcow2", "-o", "data_file=" + folder.resolve("data.raw"),
        external.toString(), "1M");
    assertEquals("image-refers-elsewhere", code(external, DiskFormat.QCOW2));
    Path flat = Images.create(folder.resolve("flat.vmdk"), DiskFormat.VMDK, "1M", "-o", "subformat=monolithicFlat");
    assertEquals("image-refers-elsewhere", code(flat, DiskFormat.VMDK));
    Path difference = Images.create(folder.resolve("d.vhd"), DiskFormat.VHD, "1M");
    put(difference, Files.size(difference) - 512 + 63, (byte) 4);
    assertEquals("image-refers-elsewhere", code(difference, DiskFormat.VHD));
  }

  @Test
  void namesWhatIsWrong() throws IOException {
    assertEquals("image-missing", code(folder.resolve("gone.qcow2"), DiskFormat.QCOW2));
    Path empty = Files.createFile(folder.resolve("empty"));
    Path text = Files.writeString(folder.resolve("text"), "text ".repeat(1000));
    for (DiskFormat format : DiskFormat.values()) {
      String expected = switch (format) {
        case RAW -> "ok";
        case VMDK -> "image-refers-elsewhere";
        default -> "image-malformed";
      };
      assertEquals(expected, code(text, format), format.name());
      assertEquals(format == DiskFormat.RAW ? "ok" : "image-truncated", code(empty, format), format.name());
    }
    Path image = qcow2("-o", "preallocation=metadata");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(70_000);
    }
    assertEquals("image-truncated", code(image, DiskFormat.QCOW2));
    put(qcow2(), 79, (byte) 64);
    assertEquals("image-feature-unknown", code(image, DiskFormat.QCOW2));
  }

  @Test
  void doesNotWaitAtPipes() {
    Path pipe = folder.resolve("pipe.qcow2");
    Images.tool("mkfifo", pipe.toString());
    assertTimeoutPreemptively(Duration.ofSeconds(10),
        () -> assertEquals("image-unreadable", code(pipe, DiskFormat.QCOW2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"QCOW2", "VMDK", "VHD", "VHDX"})
  void survivesFlippedBytes(DiskFormat format) throws IOException {
    Path sound = Images.create(folder.resolve("sound"), format, "8M");
    if (format == DiskFormat.QCOW2) {
      Images.io(sound, "qcow2", "write -P 1 0 1M");
      Images.tool("qemu-img", "snapshot", "-c", "name", sound.toString());
    }
    byte[] bytes = Files.readAllBytes(sound);
    Path image = folder.resolve("flipped");
    Files.write(image, bytes);
    Random random = new Random(format.ordinal());
    int[] starts = format == DiskFormat.VHDX ? new int[] {0, 64 << 10, 192 << 10, 2 << 20, (2 << 20) + (64 << 10)}
        : new int[] {0, bytes.length - 512, Math.min(bytes.length - 512, 5 << 16)};
    for (int round = 0; round < ROUNDS; round++) {
      int at = Math.clamp(starts[random.nextInt(starts.length)] + random.nextInt(512), 0, bytes.length - 1);
      byte value = (byte) (random.nextBoolean() ? 0xff : random.nextInt());
      put(image, at, value);
      assertTimeoutPreemptively(Duration.ofSeconds(10), () -> inspector.inspect(image, format), "at " + at);
      put(image, at, random.nextInt(4) == 0 ? value : bytes[at]);
      if (round % 20 == 0) {
        Files.write(image, bytes);
      }
    }
  }

  @Test
  void findsDamageAndLeaksByCheckingTheWholeStructure() throws IOException {
    Path image = qcow2();
    Images.io(image, "qcow2", "write -P 1 0 4M");
    assertEquals(List.of(), inspector.check(image, DiskFormat.QCOW2).orThrow());

    byte[] sound = Files.readAllBytes(image);
    ByteBuffer header = ByteBuffer.wrap(sound);
    long counts = header.getLong((int) header.getLong(48));
    put(image, counts + 40, (byte) 0, (byte) 0);
    assertEquals(Finding.Severity.BLOCK, worst(inspector.check(image, DiskFormat.QCOW2)));

    Files.write(image, sound);
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(sound.length + (64 << 10));
    }
    put(image, counts + sound.length / (64 << 10) * 2L, (byte) 0, (byte) 1);
    assertEquals(Finding.Severity.WARN, worst(inspector.check(image, DiskFormat.QCOW2)));
  }

  private static Finding.Severity worst(Result<List<Finding>> findings) {
    return findings.orThrow().stream().map(Finding::severity).min(Enum::compareTo).orElseThrow();
  }
}
