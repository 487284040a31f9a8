package org.dormouse.library.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Finding.Severity;
import org.dormouse.spi.Hardware;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.NetworkCard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryScanTest {
  @TempDir
  Path folder;
  @TempDir
  Path elsewhere;
  private LibraryFixture library;

  @BeforeEach
  void makeLibrary() {
    library = new LibraryFixture(folder);
  }

  @Test
  void everyLoneImageIsAMachineWithTheUsualHardware() {
    library.file("web.qcow2", "x");
    library.file("db.img", "x");
    library.file("a/b/c/deep.vhdx", "x");
    library.file("notes.txt", "x");
    assertEquals(List.of("db", "deep", "web"), library.names());
    var web = library.machine("web");
    assertEquals(Hardware.usual(), web.hardware());
    assertEquals(List.of(new MachineDisk(0, library.root.resolve("web.qcow2"), DiskFormat.QCOW2,
        MachineDisk.Bus.VIRTIO)), web.disks());
    assertEquals(DiskFormat.RAW, library.machine("db").bootDisk().format());
    assertTrue(library.codes().isEmpty(), () -> library.codes().toString());
  }

  @Test
  void aSidecarTellsHardwareDisksAndCards() {
    library.file("sub/root.img", "x");
    library.file("sub/data/data", "x");
    library.file("sub/big.vm.yaml", """
        memory: 2 GiB
        cpus: 4
        chipset: pc
        firmware: uefi
        disks:
        - file: root.img
          bus: sata
        - {file: data/data, format: qcow2, bus: ide}
        cards:
        - mac: 52:54:00:AA:bb:cc
        - {mac: "52:54:00:aa:bb:cd", model: e1000e}
        """);
    var big = library.machine("big");
    assertEquals(new Hardware(2048, 4, "pc", Hardware.Firmware.UEFI), big.hardware());
    assertEquals(List.of(
        new MachineDisk(0, library.root.resolve("sub/root.img"), DiskFormat.RAW, MachineDisk.Bus.SATA),
        new MachineDisk(1, library.root.resolve("sub/data/data"), DiskFormat.QCOW2, MachineDisk.Bus.IDE)), big.disks());
    assertEquals(List.of(new NetworkCard("52:54:00:aa:bb:cc", "virtio-net-pci"),
        new NetworkCard("52:54:00:aa:bb:cd", "e1000e")), big.cards());
    assertEquals(library.root.resolve("sub/big.vm.yaml"), big.definition().orElseThrow());
    assertEquals(List.of("big"), library.names());
  }

  @Test
  void aBrokenSidecarBlocksItsMachineAndHoldsBackItsImagesWhileOthersGoOn() {
    library.file("good.qcow2", "x");
    library.file("bad.qcow2", "x");
    library.file("bad-data.qcow2", "x");
    library.file("badger.qcow2", "x");
    library.file("other.qcow2", "x");
    library.file("bad.vm.yaml", "disks:\n- file: bad.qcow2\n- file: other.qcow2\nmemroy: 12\n");
    assertEquals(List.of("badger", "good"), library.names());
    var finding = library.finding("sidecar-malformed");
    assertEquals("bad.vm.yaml", finding.subject());
    assertTrue(finding.message().contains("line 4") && finding.message().contains("memroy"), finding::message);
    assertFalse(finding.remedy().isEmpty());
    assertEquals(List.of("sidecar-malformed bad.vm.yaml", "held-back bad-data.qcow2", "held-back bad.qcow2",
        "held-back other.qcow2"), library.codes());
  }

  @Test
  void aSidecarOfAnImageThatIsMissingBlocksIt() {
    library.file("web.vm.yaml", "disks: [{file: gone.qcow2}]\n");
    assertEquals(List.of("image-missing web.vm.yaml"), library.codes());
    assertEquals(List.of(), library.names());
  }

  @Test
  void aSidecarWithTheOtherSuffixOfYamlIsNamedNotIgnored() {
    library.file("web.qcow2", "x");
    library.file("web.vm.yml", "disks: [{file: web.qcow2}]\n");
    assertEquals(List.of("bad-name web.vm.yml", "held-back web.qcow2"), library.codes());
  }

  @Test
  void machinesWithTheSameNameAreAllNamed() {
    library.file("a/web.qcow2", "x");
    library.file("b/web.raw", "x");
    assertEquals(List.of("web"), library.names());
    assertEquals(List.of("duplicate-name web", "duplicate-name web"), library.codes());
    assertEquals(Severity.BLOCK, library.finding("duplicate-name").severity());
    assertTrue(library.finding("duplicate-name").message().contains("a/web.qcow2"));
    assertTrue(library.finding("duplicate-name").message().contains("b/web.raw"));
  }

  @Test
  void anImageOfTwoMachinesBlocksBoth() throws IOException {
    library.file("data.qcow2", "x");
    library.file("a.vm.yaml", "disks: [{file: data.qcow2}]\n");
    library.file("b.vm.yaml", "disks: [{file: data.qcow2}]\n");
    library.file("c.qcow2", "x");
    Files.createSymbolicLink(library.root.resolve("d.qcow2"), Path.of("c.qcow2"));
    assertEquals(List.of("shared-disk a", "shared-disk b", "shared-disk c", "shared-disk d"), library.codes());
  }

  @Test
  void oneDiskTwiceInAMachineIsRefusedAlsoThroughALink() throws IOException {
    library.file("data.qcow2", "x");
    Files.createSymbolicLink(library.root.resolve("link.qcow2"), Path.of("data.qcow2"));
    library.file("a.vm.yaml", "disks: [{file: data.qcow2}, {file: link.qcow2}]\n");
    assertTrue(library.codes().contains("shared-disk a"), () -> library.codes().toString());
  }

  @Test
  void linksInsideTheLibraryAreResolvedAndThoseLeadingOutRefused() throws IOException {
    library.file("store/web-v3.dat", "x");
    Files.createSymbolicLink(library.root.resolve("web.qcow2"), Path.of("store/web-v3.dat"));
    Path outside = Files.writeString(elsewhere.resolve("secret.qcow2"), "x");
    Files.createSymbolicLink(library.root.resolve("evil.qcow2"), outside);
    Files.createSymbolicLink(library.root.resolve("gone.qcow2"), Path.of("nowhere.qcow2"));
    Files.createSymbolicLink(library.root.resolve("loop.qcow2"), Path.of("loop.qcow2"));
    Files.createSymbolicLink(library.root.resolve("folder"), elsewhere);
    library.file("sneaky.vm.yaml", "disks: [{file: folder/secret.qcow2}]\n");
    assertEquals(List.of("web"), library.names());
    assertEquals(library.root.resolve("store/web-v3.dat"), library.machine("web").bootDisk().image());
    assertEquals(List.of("image-outside-library evil.qcow2", "image-missing gone.qcow2", "image-unreadable loop.qcow2",
        "image-outside-library sneaky.vm.yaml", "link-not-followed folder"), library.codes());
  }

  @Test
  void aLinkWhoseSuffixNamesAnotherFormatThanItsImageIsRefused() throws IOException {
    library.file("web.qcow2", "x");
    Files.createSymbolicLink(library.root.resolve("alias.raw"), Path.of("web.qcow2"));
    assertEquals(List.of("format-contradiction alias.raw"), library.codes());
  }

  @Test
  void aSuspendedMachineIsBlocked() {
    library.file("a.qcow2", "x");
    library.file("a.save", "x");
    library.file("b-root.qcow2", "x");
    library.file("b-root.sav", "x");
    library.file("b.vm.yaml", "disks: [{file: b-root.qcow2}]\n");
    library.file("c.vmdk", "x");
    library.file("c.VMSS", "x");
    library.file("d.vhdx", "x");
    library.file("d.vsv", "x");
    library.file("unrelated.save", "x");
    assertEquals(List.of("saved-state a", "saved-state b", "saved-state c", "saved-state d"), library.codes());
    assertEquals(Severity.BLOCK, library.finding("saved-state").severity());
  }

  @Test
  void partsOfASplitImageAreNoMachinesAndBlockTheirs() {
    library.file("c.vmdk", "x");
    library.file("c-flat.vmdk", "x");
    library.file("e.vmdk", "x");
    library.file("e-s001.vmdk", "x");
    assertEquals(List.of("c", "e"), library.names());
    assertEquals(List.of("split-image c", "split-image e"), library.codes());
  }

  @Test
  void namesThatCannotBeMachineNamesAreRefused() {
    library.file("a+b.qcow2", "x");
    library.file("a b.qcow2", "x");
    library.file("-rf.qcow2", "x");
    library.file("line\nbreak.qcow2", "x");
    library.file("x".repeat(101) + ".qcow2", "x");
    assertEquals(List.of(), library.names());
    assertEquals(5, library.codes().size());
    assertTrue(library.scan().findings().stream().allMatch(f -> f.code().equals("bad-name")));
    assertTrue(library.scan().findings().stream().noneMatch(f -> f.message().contains("\n")));
  }

  @Test
  void hiddenAndTooDeepFilesAreLeftOutAndSaidToBe() {
    library.file(".hidden.qcow2", "x");
    library.file("1/2/3/4/deep.qcow2", "x");
    assertEquals(List.of("too-deep 1/2/3/4", "hidden-file .hidden.qcow2"), library.codes());
    assertEquals(List.of(), library.names());
  }

  @Test
  void whatDormouseKeepsIsNotTakenForMachines() {
    var machine = library.twoDisks("web");
    var backend = library.backend();
    library.service(backend, machine, "k1", "new").orThrow();
    library.write(backend, machine, "k2", "newer");
    assertEquals(List.of("web"), library.names());
    assertEquals(List.of(), library.codes());
  }

  @Test
  void scanningChangesNoFileOfTheLibrary() {
    library.twoDisks("web");
    var before = library.content();
    library.scan();
    assertEquals(before, library.content());
  }

  @Test
  void aLibraryThatIsNotThereOrIsSetUpWrongIsATroubleThatNamesIt() {
    record Case(String code, Map<String, String> settings) {}
    for (Case c : List.of(new Case("setting-missing", Map.of()), new Case("setting-bad", Map.of("path", "relative")),
        new Case("setting-bad", Map.of("path", "/nul\0")),
        new Case("library-missing", Map.of("path", folder.resolve("nowhere").toString())),
        new Case("library-missing", Map.of("path", library.file("file", "x").toString())))) {
      var trouble = library.backend().scan(new BackendSpec("lab", "directory", c.settings())).failure().orElseThrow();
      assertEquals(c.code(), trouble.code());
      assertTrue(trouble.message().contains("lab"), trouble::message);
      assertFalse(trouble.remedy().isEmpty());
    }
    assertEquals("wrong-type", library.backend().scan(new BackendSpec("lab", "libvirt", Map.of())).failure()
        .orElseThrow().code());
  }
}
