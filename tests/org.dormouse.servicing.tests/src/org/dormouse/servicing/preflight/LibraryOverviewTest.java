package org.dormouse.servicing.preflight;

import static org.dormouse.servicing.Machines.machine;
import static org.dormouse.servicing.preflight.Overviews.codes;
import static org.dormouse.servicing.preflight.Overviews.sound;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Finding;
import org.dormouse.spi.ImageInspector.ImageFacts;
import org.dormouse.spi.LibraryBackend.LibraryScan;
import org.dormouse.spi.NetworkCard;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;
import org.junit.jupiter.api.Test;

class LibraryOverviewTest {

  private static final NetworkCard CARD = new NetworkCard("52:54:00:00:00:01", "virtio-net-pci");

  @Test
  void twinsWithOneNetworkAddressAreWarnedOf() {
    var one = machine("one", 512, 1, Path.of("/library/one.qcow2"), CARD);
    var two = machine("two", 512, 1, Path.of("/library/two.qcow2"), CARD);
    var overview = Overviews.of(List.of(one, two), sound(), sound());
    List<Finding> twins = TwinFindings.of(one, overview, OtherLibraries.NONE);
    assertEquals(List.of("WARN duplicate-mac"), codes(twins));
    assertTrue(twins.getFirst().message().contains("lab/two"));
  }

  @Test
  void twinsInAnotherLibraryAreSeenToo() {
    var one = machine("one", 512, 1, Path.of("/library/one.qcow2"), CARD);
    var two = machine("two", 512, 1, Path.of("/other/two.qcow2"), CARD);
    var overview = Overviews.of(List.of(one), sound());
    assertEquals(List.of(), TwinFindings.of(one, overview, OtherLibraries.NONE));
    assertEquals(List.of("WARN duplicate-mac"), codes(TwinFindings.of(one, overview,
        new OtherLibraries(List.of(Overviews.of(List.of(two), sound()))))));
  }

  @Test
  void whatTheContainerSaysIsBlockedByName() {
    var web = machine("web01", 512, 1);
    var images = new ImageFindings();
    assertEquals(List.of(), images.of(web, Overviews.of(List.of(web), sound())));
    assertEquals(List.of("BLOCK encrypted-image"), codes(images.of(web, marked(web, true, false, false, false))));
    assertEquals(List.of("BLOCK image-not-closed"), codes(images.of(web, marked(web, false, true, false, false))));
    assertEquals(List.of("BLOCK image-corrupt"), codes(images.of(web, marked(web, false, false, true, false))));
    assertEquals(List.of("BLOCK saved-state"), codes(images.of(web, marked(web, false, false, false, true))));
  }

  @Test
  void whatIsFoundOfAWholeLibraryIsFoundOfEachOfItsVms() {
    var web = machine("web01", 512, 1);
    var scan = new LibraryScan(List.of(web, machine("db01", 512, 1)), List.of(
        Finding.block("no-hard-links", "lab", "The file system has no hard links.", ""),
        Finding.warn("stray-file", "db01", "Only of the other.", "")));
    assertEquals(List.of("BLOCK no-hard-links"), codes(new LibraryOverview(scan, Map.of(), Map.of()).findingsOf(web)));
  }

  @Test
  void snapshotsThatANewGenerationWouldLoseAreNamed() {
    var web = machine("web01", 512, 1);
    var facts = new ImageFacts(DiskFormat.QCOW2, 1, 1, List.of(), Optional.empty(),
        Optional.empty(), List.of("before-upgrade"), false, false, false, false);
    var findings = new ImageFindings().of(web, Overviews.of(List.of(web), facts));
    assertEquals(List.of("BLOCK internal-snapshots"), codes(findings));
    assertTrue(findings.getFirst().message().contains("before-upgrade"));
  }

  @Test
  void anImageThatCouldNotBeUnderstoodBlocksItsVmWithItsOwnReason() {
    var web = machine("web01", 512, 1);
    var trouble = Trouble.lasting("image-malformed", "web01.qcow2 is no qcow2 image", "");
    var overview = new LibraryOverview(Overviews.of(List.of(web), sound()).scan(),
        Map.of(web.bootDisk().image(), Result.failed(trouble)), Map.of());
    assertEquals(List.of("BLOCK image-malformed"), codes(new ImageFindings().of(web, overview)));
  }

  private static LibraryOverview marked(StoredMachine web, boolean encrypted, boolean dirty,
      boolean corrupt, boolean saved) {
    return Overviews.of(List.of(web), new ImageFacts(DiskFormat.QCOW2, 1, 1, List.of(), Optional.empty(),
        Optional.empty(), saved ? List.of("suspend") : List.of(), saved, encrypted, dirty, corrupt));
  }
}
