package org.dormouse.ui.inventory.internal.tree;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dormouse.api.Machines.Machine;

/**
 * How many virtual machines each library and group has: counted for all of them in one go, which with ten thousand
 * machines and a hundred groups is done away from the UI thread. Immutable.
 */
record MachineCounts(Map<String, Count> libraries, Map<String, Count> groups) {

  static final MachineCounts NONE = new MachineCounts(Map.of(), Map.of());

  /** @param attention those that are neither up to date nor being serviced */
  record Count(int all, int attention) {

    private static final Count ZERO = new Count(0, 0);

    private Count plus(Count other) {
      return new Count(all + other.all, attention + other.attention);
    }

    String text() {
      String count = String.format(Locale.ROOT, "%,d", all);
      return attention == 0 ? count : count + ", " + String.format(Locale.ROOT, "%,d", attention) + " not up to date";
    }
  }

  MachineCounts {
    libraries = Map.copyOf(libraries);
    groups = Map.copyOf(groups);
  }

  static MachineCounts of(List<Machine> machines) {
    Map<String, Count> libraries = new HashMap<>();
    Map<String, Count> groups = new HashMap<>();
    for (Machine machine : machines) {
      boolean fine = machine.state().equals("up-to-date") || machine.state().equals("servicing");
      Count one = new Count(1, fine ? 0 : 1);
      libraries.merge(machine.library(), one, Count::plus);
      machine.groups().forEach(group -> groups.merge(group, one, Count::plus));
    }
    return new MachineCounts(libraries, groups);
  }

  Count ofLibrary(String name) {
    return libraries.getOrDefault(name, Count.ZERO);
  }

  Count ofGroup(String name) {
    return groups.getOrDefault(name, Count.ZERO);
  }
}
