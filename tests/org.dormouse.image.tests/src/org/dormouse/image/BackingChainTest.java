package org.dormouse.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.dormouse.image.BackingChain.Family;
import org.dormouse.image.BackingChain.Link;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Finding;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackingChainTest {

  @TempDir
  Path folder;
  private Path library;
  private BackingChain chains;

  @BeforeEach
  void makeLibrary() throws IOException {
    library = Files.createDirectories(folder.resolve("library/vms")).getParent();
    chains = new BackingChain(List.of(library));
    Images.create(library.resolve("golden.raw"), DiskFormat.RAW, "1M");
    overlay("vms/parent.qcow2", "../golden.raw", "raw");
    overlay("vms/child.qcow2", "parent.qcow2", "qcow2");
  }

  private Path overlay(String name, String backing, String format) {
    Path image = library.resolve(name);
    Images.tool("qemu-img", "create", "-q", "-f", "qcow2", "-u", "-F", format, "-b", backing, image.toString(), "1M");
    return image;
  }

  private String code(Path image) {
    return chains.resolve(image, DiskFormat.QCOW2).failure().map(trouble -> trouble.code()).orElse("ok");
  }

  @Test
  void isFollowedFromTheTopToTheEnd() throws IOException {
    List<Link> chain = chains.resolve(library.resolve("vms/child.qcow2"), DiskFormat.QCOW2).orThrow();
    Path real = library.toRealPath();
    assertEquals(List.of(new Link(real.resolve("vms/child.qcow2"), DiskFormat.QCOW2),
        new Link(real.resolve("vms/parent.qcow2"), DiskFormat.QCOW2),
        new Link(real.resolve("golden.raw"), DiskFormat.RAW)), chain);
  }

  @Test
  void isFollowedThroughLinksThatStayInTheLibrary() throws IOException {
    Files.createSymbolicLink(folder.resolve("shortcut"), library);
    Path image = overlay("vms/other.qcow2", folder.resolve("shortcut/golden.raw").toString(), "raw");
    assertEquals("ok", code(image));
  }

  @ParameterizedTest
  @CsvSource({"/etc/hostname,raw,backing-outside-library", "/dev/zero,raw,backing-outside-library",
      "gone.qcow2,qcow2,backing-missing", "nbd://127.0.0.1/x,raw,backing-not-a-file",
      "'json:{\"driver\":\"file\"}',raw,backing-not-a-file", "file:/etc/hostname,raw,backing-not-a-file",
      "self.qcow2,qcow2,backing-cyclic", "../golden.raw,qcow2,backing-format-unknown",
      "parent.qcow2,raw,backing-format-unknown", "../vms,raw,backing-not-a-file"})
  void isRefusedWhereItLeadsElsewhere(String backing, String format, String code) {
    assertEquals(code, code(overlay("vms/self.qcow2", backing, format)));
  }

  @Test
  void isRefusedWhereALinkLeadsOutOfTheLibrary() throws IOException {
    Path outside = Images.create(folder.resolve("outside.raw"), DiskFormat.RAW, "1M");
    Files.createSymbolicLink(library.resolve("vms/link.raw"), outside);
    assertEquals("backing-outside-library", code(overlay("vms/other.qcow2", "link.raw", "raw")));
  }

  @Test
  void isRefusedWhenItIsACircleOrVeryDeep() {
    overlay("a.qcow2", "b.qcow2", "qcow2");
    assertEquals("backing-cyclic", code(overlay("b.qcow2", "a.qcow2", "qcow2")));
    for (int i = 0; i <= BackingChain.MAX_DEPTH; i++) {
      overlay("d" + i + ".qcow2", i == 0 ? "golden.raw" : "d" + (i - 1) + ".qcow2", i == 0 ? "raw" : "qcow2");
    }
    assertEquals("ok", code(library.resolve("d" + (BackingChain.MAX_DEPTH - 2) + ".qcow2")));
    assertEquals("backing-too-deep", code(library.resolve("d" + BackingChain.MAX_DEPTH + ".qcow2")));
  }

  @Test
  void tellsWhoStandsOnWhom() throws IOException {
    overlay("broken.qcow2", "gone.raw", "raw");
    Family family = chains.family(List.of(Images.qcow2(library.resolve("vms/child.qcow2")),
        Images.qcow2(library.resolve("vms/parent.qcow2")), Images.qcow2(library.resolve("broken.qcow2")),
        new Link(library.resolve("golden.raw"), DiskFormat.RAW)));

    Path real = library.toRealPath();
    assertEquals(Set.of(real.resolve("vms/parent.qcow2")), family.childrenOf().get(real.resolve("golden.raw")));
    assertTrue(family.hasChildren(library.resolve("vms/parent.qcow2")));
    assertFalse(family.hasChildren(library.resolve("vms/child.qcow2")));
    assertEquals(List.of("backing-missing"), family.findings().stream().map(Finding::code).toList());
  }
}
