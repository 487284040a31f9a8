package org.dormouse.servicing.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.dormouse.servicing.Machines;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.ImageInspector.ImageFacts;
import org.junit.jupiter.api.Test;

class SpaceNeedTest {

  private static final long MIB = 1 << 20;

  private static long need(long virtualMiB, long fileMiB) {
    var facts = new ImageFacts(DiskFormat.QCOW2, virtualMiB * MIB, fileMiB * MIB, List.of(), Optional.empty(),
        Optional.empty(), List.of(), false, false, false, false);
    return new SpaceNeed(Machines.machine("web01", 512, 1), List.of(facts)).bytes() / MIB;
  }

  @Test
  void aSmallImageMayGrowByAQuarterOfAGibibyte() {
    assertEquals(456, need(10_000, 200));
  }

  @Test
  void aLargeImageMayGrowByAQuarter() {
    assertEquals(5_000, need(10_000, 4_000));
  }

  @Test
  void noImageGrowsBeyondItsVirtualSizeAndALittleMetadata() {
    assertEquals(1_016, need(1_000, 1_000));
  }
}
