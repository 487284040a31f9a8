package org.dormouse.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dormouse.image.BackingChain.Link;
import org.dormouse.image.internal.HeaderInspector;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.ImageInspector.ImageFacts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlattenTest {

  @TempDir
  Path folder;
  private Path library;
  private Path incoming;
  private Path work;

  @BeforeEach
  void makeFolders() throws IOException {
    library = Files.createDirectory(folder.resolve("library, with: odd,,name"));
    incoming = Files.createDirectory(library.resolve("incoming"));
    work = Files.createDirectory(folder.resolve("work"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"compat=0.10", "compat=1.1,cluster_size=4096", "cluster_size=2M,lazy_refcounts=on",
      "extended_l2=on,cluster_size=128k", "refcount_bits=64", "compression_type=zstd"})
  void keepsTheSubformatOfQcow2(String options) {
    Path image = Images.create(library.resolve("vm.qcow2"), DiskFormat.QCOW2, "64M", "-o", options);
    Images.io(image, "qcow2", "write -P 1 0 4M", "write -P 2 40M 1M");

    Path target = flatten(Images.qcow2(image), "write -P 3 1M 1M", "write -z 40M 512k");

    assertEquals(facts(image, DiskFormat.QCOW2).subformat(), facts(target, DiskFormat.QCOW2).subformat());
    assertEquals(64 << 20, facts(target, DiskFormat.QCOW2).virtualSize());
  }

  @ParameterizedTest
  @EnumSource(DiskFormat.class)
  void keepsFormatAndVirtualSize(DiskFormat format) {
    String suffix = format == DiskFormat.VHD ? "vhd" : format.qemuName();
    String[] options = format == DiskFormat.VHD ? new String[] {"-o", "subformat=dynamic,force_size=on"}
        : new String[0];
    Path image = Images.create(library.resolve("vm." + suffix), format, "33M", options);
    Images.io(image, format.qemuName(), "write -P 1 0 4M", "write -P 2 20M 1M");

    Path target = flatten(new Link(image, format), "write -P 3 1M 1M", "write -z 20M 512k");

    assertEquals(facts(image, format).virtualSize(), facts(target, format).virtualSize());
    assertEquals(facts(image, format).subformat(), facts(target, format).subformat());
  }

  @Test
  void keepsCompression() throws IOException {
    Path plain = Images.create(folder.resolve("plain.raw"), DiskFormat.RAW, "32M");
    Images.io(plain, "raw", "write -P 7 0 16M");
    Path image = library.resolve("vm.qcow2");
    Images.tool("qemu-img", "convert", "-c", "-f", "raw", "-O", "qcow2", plain.toString(), image.toString());

    Path target = flatten(Images.qcow2(image), "write -P 3 1M 1M");

    assertTrue(facts(target, DiskFormat.QCOW2).subformat().contains("compressed=yes"));
    assertTrue(Files.size(target) < 1 << 20, "size " + Files.size(target));
  }

  @Test
  void keepsAnImageOnItsParentByTheSameName() throws IOException {
    Path parent = Images.create(library.resolve("golden.qcow2"), DiskFormat.QCOW2, "64M");
    Images.io(parent, "qcow2", "write -P 1 0 16M");
    Path image = library.resolve("vm.qcow2");
    Images.tool("qemu-img", "create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", "golden.qcow2", image.toString());
    Images.io(image, "qcow2", "write -P 2 0 1M", "write -z 8M 1M");
    String parentBefore = Images.sha256(parent);

    Path target = flatten(Images.qcow2(image), "write -P 3 1M 1M", "write -P 9 0 64k", "write -z 9M 1M");

    assertEquals(Optional.of("golden.qcow2"), facts(target, DiskFormat.QCOW2).backing());
    assertEquals(Optional.of(DiskFormat.QCOW2), facts(target, DiskFormat.QCOW2).backingFormat());
    assertTrue(Files.size(target) < 5 << 20, "the delta has grown to " + Files.size(target));
    assertEquals(parentBefore, Images.sha256(parent));
  }

  @ParameterizedTest
  @ValueSource(strings = {"qcow2", "raw"})
  void putsChangesOverACloneWhereTheFileSystemCanMakeOne(String format) throws IOException {
    Link image = new Link(library.resolve("vm." + format), format.equals("raw") ? DiskFormat.RAW : DiskFormat.QCOW2);
    Images.create(image.image(), image.format(), "64M");
    Images.io(image.image(), format, "write -P 1 0 16M");
    Path overlay = work.resolve("overlay.qcow2");
    new QemuImg(Duration.ofMinutes(1)).createOverlay(image, 64 << 20, overlay).orThrow();
    Images.io(overlay, "qcow2", "write -P 3 1M 1M", "write -P 4 30M 64k", "discard 4M 8M");
    Path target = incoming.resolve("0." + format);
    Images.tool("cp", "--sparse=always", image.image().toString(), target.toString()); // stands for the clone
    List<Link> chain = new BackingChain(List.of(library, work)).resolve(overlay, DiskFormat.QCOW2).orThrow();

    Images.tool(QemuImg.commit(chain, target).toArray(String[]::new));

    Images.tool("qemu-img", "compare", BlockGraph.argument(chain),
        BlockGraph.argument(List.of(new Link(target, image.format()))));
    long used = new QemuImg(Duration.ofMinutes(1)).info(new Link(target, image.format())).orThrow().get("actual-size")
        .getAsLong();
    assertTrue(used < 10 << 20, "what was freed is still there: " + used);
  }

  @Test
  void reportsProgress() {
    assertEquals(0.505, QemuImg.progress("    (0.00/100%)\r    (50.50/100%)\r").orElseThrow());
    assertTrue(QemuImg.progress("nothing").isEmpty());
  }

  /** Puts the changes in an overlay, flattens it, and proves that nothing was lost and nothing else was written. */
  private Path flatten(Link image, String... changes) {
    String before = sha256(image.image());
    BackingChain chains = new BackingChain(List.of(library, work));
    QemuImg tool = new QemuImg(Duration.ofMinutes(1));
    Path overlay = work.resolve("overlay.qcow2");
    tool.createOverlay(image, facts(image.image(), image.format()).virtualSize(), overlay).orThrow();
    Images.io(overlay, "qcow2", changes);
    Path target = incoming.resolve("0." + image.format().qemuName());

    List<Link> chain = chains.resolve(overlay, DiskFormat.QCOW2).orThrow();
    for (List<String> command : QemuImg.flattenCommands(chain, target).orThrow()) {
      Images.tool(command.toArray(String[]::new));
    }

    // Where it will lie in the end, so that its parent is found by the same relative name.
    Path placed = library.resolve("new-" + image.image().getFileName());
    try {
      Files.move(target, placed);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Link stored = new Link(placed, image.format());
    Images.tool("qemu-img", "compare", BlockGraph.argument(chain),
        BlockGraph.argument(chains.resolve(placed, stored.format()).orThrow()));
    assertEquals(List.of(), tool.check(stored).orThrow());
    assertEquals(before, sha256(image.image()), "the library's image was written to");
    return placed;
  }

  private static String sha256(Path file) {
    try {
      return Images.sha256(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ImageFacts facts(Path image, DiskFormat format) {
    return new HeaderInspector().inspect(image, format).orThrow();
  }
}
