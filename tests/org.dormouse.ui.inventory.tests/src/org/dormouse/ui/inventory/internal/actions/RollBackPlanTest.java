package org.dormouse.ui.inventory.internal.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dormouse.api.Machines.Details;
import org.dormouse.api.Machines.GenerationInfo;
import org.dormouse.api.Machines.Machine;
import org.junit.jupiter.api.Test;

class RollBackPlanTest {

  private final RollBackPlan plan = new RollBackPlan();

  private static GenerationInfo generation(int number, boolean current) {
    return new GenerationInfo(number, Instant.EPOCH.plusSeconds(number), "", current, List.of());
  }

  private static Details machine(String id, GenerationInfo... generations) {
    return new Details(new Machine(id, "a", id, "", "stale", 0, Optional.empty(), Optional.empty(), 0, 1, 3, List.of(),
        0, "never", "", List.of(), false), 512, 1, List.of(), List.of(), List.of(), List.of(), List.of(generations));
  }

  @Test
  void theNewestKeptOneIsSuggestedAndTheCurrentOneNever() {
    Details machine = machine("a/one", generation(1, false), generation(3, true), generation(2, false));
    assertEquals(List.of(2, 1), RollBackPlan.kept(machine).stream().map(GenerationInfo::number).toList());
    assertEquals(Optional.of(2), plan.target(machine).map(GenerationInfo::number));
  }

  @Test
  void aChoiceCountsForItsMachineAlone() {
    Details one = machine("a/one", generation(1, false), generation(2, false), generation(3, true));
    Details two = machine("a/two", generation(1, false), generation(2, false), generation(3, true));
    plan.choose(one, generation(1, false));
    assertEquals(Optional.of(1), plan.target(one).map(GenerationInfo::number));
    assertEquals(Optional.of(2), plan.target(two).map(GenerationInfo::number));
  }

  @Test
  void aMachineOfWhichNothingWasKeptHasNothingToGoBackTo() {
    assertEquals(Optional.empty(), plan.target(machine("a/one", generation(1, true))));
  }
}
