package org.dormouse.hypervisor.qemu.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.Hypervisor.Power;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.junit.jupiter.api.Test;

/** What a VM wrote comes out, as the library had it, and nothing else changes. */
class ExportTest extends HostTest {

  @Test
  void libraryImageIsNeverWrittenAndTheExportHasWhatTheGuestWrote() throws Exception {
    Path image = BootSector.WRITES.raw(folder.resolve("a.raw"), 4);
    byte[] before = Files.readAllBytes(image);
    lab.deployAndStart("k", LabHost.machine(image));
    lab.awaitPower("k", Power.STOPPED);
    Path target = folder.resolve("new.raw");
    Files.writeString(target, "in the way");
    var exported = lab.export("k", List.of(target));
    byte[] expected = before.clone();
    System.arraycopy(BootSector.WRITES.sector(), 0, expected, BootSector.BYTES, BootSector.BYTES);
    assertArrayEquals(expected, Files.readAllBytes(target));
    assertArrayEquals(before, Files.readAllBytes(image));
    assertEquals(List.of(LabHost.sha256(target)), exported.sha256());
  }

  @Test
  void imageWithAParentIsExportedAsDeltaOnTheSameParent() throws Exception {
    Path parent = BootSector.HANGS.qcow2(folder.resolve("base.qcow2"), 4);
    Path image = folder.resolve("a.qcow2");
    BootSector.tool(List.of("qemu-img", "create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", "base.qcow2",
        "-o", "cluster_size=4096", image.toString()));
    Path sector = Files.write(folder.resolve("sector"), BootSector.WRITES.sector());
    BootSector.tool(List.of("qemu-io", "-f", "qcow2", "-c", "write -s " + sector + " 0 512",
        "-c", "write -P 7 1M 4k", image.toString()));
    lab.deployAndStart("k", LabHost.machine(image));
    lab.awaitPower("k", Power.STOPPED);
    Path target = folder.resolve("new.qcow2");
    lab.export("k", List.of(target));
    String info = BootSector.tool(List.of("qemu-img", "info", "--output=json", target.toString()));
    assertTrue(info.contains("\"backing-filename\": \"base.qcow2\""), info);
    assertTrue(info.contains("\"cluster-size\": 4096"), info);
    String flat = BootSector.tool(List.of("qemu-io", "-f", "qcow2", "-r", "-c", "read -P 7 1M 4k",
        "-c", "read -P 42 1536 1", "-c", "read -v 512 16", target.toString()));
    assertFalse(flat.contains("verification failed"), flat);
    assertTrue(flat.contains("31 c0 8e c0"), flat);
  }

  @Test
  void aParentMayLieAnywhereInTheLibraryButNotOutsideOfIt() throws Exception {
    Path library = Files.createDirectory(folder.resolve("library"));
    Files.createDirectory(library.resolve(".dormouse"));
    BootSector.HANGS.qcow2(Files.createDirectory(library.resolve("bases")).resolve("base.qcow2"), 4);
    BootSector.HANGS.qcow2(folder.resolve("base.qcow2"), 4);
    Path image = Files.createDirectory(library.resolve("vms")).resolve("a.qcow2");
    BootSector.tool(List.of("qemu-img", "create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", "../bases/base.qcow2",
        image.toString()));
    assertEquals(Result.ok(), lab.hypervisor().deploy(lab.spec(), "k", LabHost.machine(image), Isolation.LINK_DOWN));
    BootSector.tool(List.of("qemu-img", "rebase", "-q", "-u", "-f", "qcow2", "-F", "qcow2", "-b", "../../base.qcow2",
        image.toString()));
    assertEquals("backing-outside-library", lab.hypervisor().deploy(lab.spec(), "l", LabHost.machine(image),
        Isolation.LINK_DOWN).failure().orElseThrow().code());
  }

  @Test
  void exportThatIsStoppedLeavesNoProcessAndCanBeginAgain() throws Exception {
    Path image = BootSector.HANGS.raw(folder.resolve("a.raw"), 200);
    assertEquals(Result.ok(),
        lab.hypervisor().deploy(lab.spec(), "k", LabHost.machine(image), Isolation.LINK_DOWN));
    Path target = folder.resolve("new.raw");
    var begun = lab.hypervisor().export(lab.spec(), "k", List.of(target), "");
    if (begun instanceof Progress.Running<?> running) {
      assertEquals(Result.ok(), lab.hypervisor().stopExport(lab.spec(), "k", running.ticket()));
      assertInstanceOf(Progress.Failed.class,
          lab.hypervisor().export(lab.spec(), "k", List.of(target), running.ticket()));
    }
    lab.export("k", List.of(target));
    assertTrue(Arrays.equals(Files.readAllBytes(image), Files.readAllBytes(target)));
    assertInstanceOf(Progress.Failed.class,
        lab.hypervisor().export(lab.spec(), "k", List.of(target), "../../etc"));
  }
}
