package org.dormouse.ui.inventory.internal.machines;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.dormouse.api.Machines.Machine;

/**
 * What the list shows: the rows that pass the filter, in order. Made away from the UI thread; immutable.
 *
 * @param rows those shown
 * @param counts how many have each state among those that have the filter's words, whatever states are asked for
 * @param total all there are
 */
public record MachineIndex(List<MachineRow> rows, Map<String, Integer> counts, int total) {

  public static final MachineIndex EMPTY = new MachineIndex(List.of(), Map.of(), 0);

  /** @param descending the greatest first; rows that are equal in the column are ordered by their ids */
  public record Order(MachineColumn column, boolean descending) {

    public static final Order AT_FIRST = new Order(MachineColumn.NAME, false);

    /** As it is after a click on the head of a column. */
    public Order clicked(MachineColumn other) {
      return new Order(other, other == column && !descending);
    }

    Comparator<MachineRow> comparator() {
      Comparator<Machine> order = descending ? column.order().reversed() : column.order();
      return Comparator.comparing(MachineRow::machine,
          order.thenComparing(Machine::id, NaturalOrder.IGNORING_CASE));
    }
  }

  public static MachineIndex of(List<MachineRow> all, MachineFilter filter, Order order, Instant now) {
    Predicate<MachineRow> words = filter.words(now);
    Map<String, Integer> counts = new HashMap<>();
    List<MachineRow> shown = new ArrayList<>();
    for (MachineRow row : all) {
      if (words.test(row)) {
        counts.merge(row.machine().state(), 1, Integer::sum);
        if (filter.hasState(row.machine())) {
          shown.add(row);
        }
      }
    }
    shown.sort(order.comparator());
    return new MachineIndex(List.copyOf(shown), Map.copyOf(counts), all.size());
  }
}
