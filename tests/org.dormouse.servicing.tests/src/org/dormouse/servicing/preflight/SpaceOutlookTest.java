package org.dormouse.servicing.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.dormouse.servicing.Machines;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Finding;
import org.dormouse.spi.ImageInspector.ImageFacts;
import org.junit.jupiter.api.Test;

class SpaceOutlookTest {

  private static final long MIB = 1 << 20;

  /** 100 MiB now, 356 MiB needed at most. */
  private static Optional<Finding> next(SpaceOutlook outlook, String name) {
    var machine = Machines.machine(name, 512, 1);
    var facts = new ImageFacts(DiskFormat.QCOW2, 10_000 * MIB, 100 * MIB, List.of(), Optional.empty(),
        Optional.empty(), List.of(), false, false, false, false);
    return outlook.next(machine, new SpaceNeed(machine, List.of(facts)), 100 * MIB);
  }

  @Test
  void eachKeptGenerationTakesItsRoomFromThoseAfterIt() {
    var outlook = new SpaceOutlook(true, image -> 500 * MIB);
    assertEquals(Optional.empty(), next(outlook, "one"));
    assertEquals(Optional.empty(), next(outlook, "two"));
    Finding finding = next(outlook, "three").orElseThrow();
    assertEquals(Finding.Severity.WARN, finding.severity());
    assertTrue(finding.message().contains("300 MiB left") && finding.message().contains("356 MiB"), finding.message());
  }

  @Test
  void whereNothingIsKeptTheRoomIsFreeAgain() {
    var outlook = new SpaceOutlook(false, image -> 500 * MIB);
    for (int i = 0; i < 20; i++) {
      assertEquals(Optional.empty(), next(outlook, "vm" + i));
    }
  }
}
