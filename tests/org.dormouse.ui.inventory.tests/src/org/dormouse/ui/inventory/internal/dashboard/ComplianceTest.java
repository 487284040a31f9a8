package org.dormouse.ui.inventory.internal.dashboard;

import static org.dormouse.ui.inventory.internal.machines.SomeMachines.NOW;
import static org.dormouse.ui.inventory.internal.machines.SomeMachines.machine;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.inventory.internal.dashboard.Compliance.Age;
import org.dormouse.ui.inventory.internal.dashboard.Compliance.Part;
import org.dormouse.ui.inventory.internal.machines.MachineFilter;
import org.dormouse.ui.inventory.internal.machines.MachineIndex;
import org.dormouse.ui.inventory.internal.machines.MachineRow;
import org.dormouse.ui.inventory.internal.machines.MachineStates;
import org.dormouse.ui.inventory.internal.machines.SomeMachines;
import org.junit.jupiter.api.Test;

class ComplianceTest {

  private static final List<Machine> MACHINES = SomeMachines.many(1000);

  @Test
  void countsEveryMachineOnceInEachWay() {
    Compliance compliance = Compliance.of(MACHINES, NOW);
    assertEquals(1000, compliance.classes().values().stream().mapToInt(Integer::intValue).sum());
    assertEquals(1000, compliance.ages().values().stream().mapToInt(Integer::intValue).sum());
  }

  @Test
  void putsEveryStateIntoOneClass() {
    for (String state : MachineStates.ALL) {
      assertEquals(1, List.of(Part.values()).stream().filter(part -> part.states().contains(state)).count(), state);
    }
  }

  @Test
  void leadsToAListOfAsManyAsItSays() {
    Compliance compliance = Compliance.of(MACHINES, NOW);
    List<MachineRow> rows = MachineRow.of(MACHINES, List.of());
    for (Age age : Age.values()) {
      MachineFilter filter = new MachineFilter(age.filter(), Set.of());
      assertEquals(compliance.ages().get(age),
          MachineIndex.of(rows, filter, MachineIndex.Order.AT_FIRST, NOW).rows().size(), age.title());
    }
    for (Part part : Part.values()) {
      MachineFilter filter = new MachineFilter("", part.states());
      assertEquals(compliance.classes().get(part),
          MachineIndex.of(rows, filter, MachineIndex.Order.AT_FIRST, NOW).rows().size(), part.title());
    }
  }

  @Test
  void saysAHundredPerCentOnlyOfAll() {
    List<Machine> all = List.of(machine("a/b", "up-to-date"));
    assertEquals(100, Compliance.of(all, NOW).percent());
    assertEquals(0, Compliance.of(List.of(), NOW).percent());
    List<Machine> nearly = new ArrayList<>(Collections.nCopies(999, all.getFirst()));
    nearly.add(machine("a/c", "stale", "", 5, 2, Optional.empty(), List.of(), List.of()));
    assertEquals(99, Compliance.of(nearly, NOW).percent());
    assertEquals(5, Compliance.of(nearly, NOW).pending());
    assertEquals(2, Compliance.of(nearly, NOW).pendingSecurity());
  }
}
