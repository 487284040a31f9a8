package org.dormouse.servicing.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import org.dormouse.servicing.Machines;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Finding;
import org.junit.jupiter.api.Test;

class RatingTest {

  static HostCapacity host(String name, long memoryMiB, int cpus, String accelerator, Finding... findings) {
    return new HostCapacity(new BackendSpec(name, "qemu", Map.of()), memoryMiB, cpus, Integer.MAX_VALUE, accelerator,
        List.of(findings));
  }

  private static int stars(HostCapacity host, int memoryMiB, int cpus) {
    return Rating.of(host, Machines.machine("vm", memoryMiB, cpus).hardware()).stars();
  }

  @Test
  void aRoomyHostWithHardwareAccelerationHasFiveStars() {
    assertEquals(5, stars(host("big", 8192, 8, "kvm"), 512, 1));
  }

  @Test
  void emulationCostsAStar() {
    assertEquals(4, stars(host("slow", 8192, 8, "tcg"), 512, 1));
  }

  @Test
  void littleMemoryLeftCostsOneOrTwoStars() {
    assertEquals(4, stars(host("half", 1000, 8, "kvm"), 600, 1));
    assertEquals(3, stars(host("full", 1000, 8, "kvm"), 900, 1));
  }

  @Test
  void aVmThatTakesMostOfTheProcessorsCostsAStar() {
    assertEquals(4, stars(host("few", 8192, 4, "kvm"), 512, 3));
  }

  @Test
  void aHostThatIsTooSmallOrBlockedHasNoStarsAndSaysWhy() {
    assertEquals(0, stars(host("small", 256, 8, "kvm"), 512, 1));
    assertEquals(0, stars(host("single", 8192, 1, "kvm"), 512, 2));
    Rating blocked = Rating.of(host("broken", 8192, 8, "kvm", Finding.block("no-qemu", "broken", "no QEMU", "")),
        Machines.machine("vm", 512, 1).hardware());
    assertEquals(0, blocked.stars());
    assertFalse(blocked.reasons().isEmpty());
  }
}
