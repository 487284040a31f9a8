package org.dormouse.servicing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dormouse.spi.PackageChange;
import org.junit.jupiter.api.Test;

class InstallStepTest {

  private static PackageChange change(String name, String from, String to) {
    return new PackageChange(name, "amd64", from, to, 1, "security");
  }

  @Test
  void overSeveralCyclesAPackageGoesFromItsFirstVersionToItsLast() {
    var merged = InstallStep.merge(List.of(change("a", "1", "2"), change("b", "1", "2")),
        List.of(change("a", "2", "3"), change("c", "", "1")));
    assertEquals(List.of("a 1 3", "b 1 2", "c  1"), merged.stream()
        .map(c -> c.name() + " " + c.installedVersion() + " " + c.candidateVersion()).toList());
  }
}
