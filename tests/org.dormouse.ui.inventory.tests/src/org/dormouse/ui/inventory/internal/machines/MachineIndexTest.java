package org.dormouse.ui.inventory.internal.machines;

import static org.dormouse.ui.inventory.internal.machines.SomeMachines.machine;
import static org.dormouse.ui.inventory.internal.machines.SomeMachines.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.inventory.internal.machines.MachineIndex.Order;
import org.junit.jupiter.api.Test;

class MachineIndexTest {

  private static MachineIndex sorted(Order order, List<Machine> machines) {
    return MachineIndex.of(MachineRow.of(machines, List.of()), MachineFilter.ALL, order, SomeMachines.NOW);
  }

  @Test
  void countsNumbersInNamesAsPeopleDo() {
    List<Machine> machines = new ArrayList<>();
    for (String name : List.of("web10", "Web2", "web1", "db", "web02")) {
      machines.add(machine("a/" + name, "stale"));
    }
    assertEquals(List.of("db", "web1", "Web2", "web02", "web10"), names(sorted(Order.AT_FIRST, machines)));
  }

  @Test
  void putsWhatNeedsAttentionFirst() {
    List<Machine> machines = MachineStates.ALL.reversed().stream().map(state -> machine("a/" + state, state)).toList();
    assertEquals(MachineStates.ALL, names(sorted(new Order(MachineColumn.STATE, false), machines)));
  }

  @Test
  void takesWhatWasNeverServicedForTheOldest() {
    List<Machine> machines = List.of(
        machine("a/week", "stale", "", 0, 0, Optional.of(7L), List.of(), List.of()),
        machine("a/never", "stale", "", 0, 0, Optional.empty(), List.of(), List.of()),
        machine("a/day", "stale", "", 0, 0, Optional.of(1L), List.of(), List.of()));
    assertEquals(List.of("never", "week", "day"), names(sorted(new Order(MachineColumn.AGE, true), machines)));
    assertEquals(List.of("day", "week", "never"), names(sorted(new Order(MachineColumn.AGE, false), machines)));
  }

  @Test
  void turnsRoundWithTheSecondClickAndBackWithTheThird() {
    Order once = Order.AT_FIRST.clicked(MachineColumn.SIZE);
    assertEquals(new Order(MachineColumn.SIZE, false), once);
    assertEquals(new Order(MachineColumn.SIZE, true), once.clicked(MachineColumn.SIZE));
    assertEquals(once, once.clicked(MachineColumn.SIZE).clicked(MachineColumn.SIZE));
  }

  @Test
  void isTheSameForEveryOrderOfWhatCameIn() {
    List<Machine> machines = new ArrayList<>(SomeMachines.many(300));
    for (MachineColumn column : MachineColumn.values()) {
      Order order = new Order(column, true);
      List<String> first = names(sorted(order, machines));
      Collections.shuffle(machines, new Random(7));
      assertEquals(first, names(sorted(order, machines)), column.title());
    }
  }

  @Test
  void makesNothingAnewForMachinesThatAreWhatTheyWere() {
    List<Machine> machines = SomeMachines.many(10);
    List<MachineRow> before = MachineRow.of(machines, List.of());
    List<MachineRow> after = MachineRow.of(SomeMachines.many(10), before);
    assertSame(before.get(3), after.get(3));
  }

  @Test
  void filtersAndSortsTenThousandLikeAFew() {
    List<MachineRow> rows = MachineRow.of(SomeMachines.many(10_000), List.of());
    MachineFilter filter = new MachineFilter("debian pending:>3", Set.of());
    List<MachineRow> shown = MachineIndex.of(rows, filter, Order.AT_FIRST, SomeMachines.NOW).rows();
    Set<MachineRow> alone = new HashSet<>();
    for (MachineRow row : rows) {
      alone.addAll(MachineIndex.of(List.of(row), filter, Order.AT_FIRST, SomeMachines.NOW).rows());
    }
    assertTrue(shown.size() > 100 && shown.size() < rows.size(), shown.size() + " of " + rows.size());
    assertEquals(alone, new HashSet<>(shown), "each is shown that is shown by itself");
    assertEquals(shown.stream().sorted(Order.AT_FIRST.comparator()).toList(), shown);
  }
}
