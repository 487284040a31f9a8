package org.dormouse.ui.inventory.internal.tree;

import static org.dormouse.ui.inventory.internal.machines.SomeMachines.machine;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.dormouse.api.Machines.Machine;
import org.junit.jupiter.api.Test;

class MachineCountsTest {

  private static Machine member(String id, String state, String... groups) {
    return machine(id, state, "Debian 12", 0, 0, Optional.empty(), List.of(), List.of(groups));
  }

  private final MachineCounts counts = MachineCounts.of(List.of(member("lab/a", "up-to-date", "web", "night"),
      member("lab/b", "stale", "web"), member("prod/c", "servicing", "night")));

  @Test
  void eachMachineCountsForItsLibraryAndForAllItsGroups() {
    assertEquals("2, 1 not up to date", counts.ofLibrary("lab").text());
    assertEquals("1", counts.ofLibrary("prod").text());
    assertEquals("2, 1 not up to date", counts.ofGroup("web").text());
    assertEquals("2", counts.ofGroup("night").text());
  }

  @Test
  void whatHasNoMachinesHasNone() {
    assertEquals("0", counts.ofGroup("we").text());
  }
}
