package org.dormouse.ui.inventory.internal.actions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Machines.Machine;

/** Which virtual machines a selection means: themselves, and those of selected libraries and groups. Pure. */
public final class Targets {

  private Targets() {}

  /** @param all the inventory; each machine is in the answer once, in the order of the selection */
  public static List<Machine> of(List<?> selection, List<Machine> all) {
    Map<String, Machine> targets = new LinkedHashMap<>();
    for (Object selected : selection) {
      switch (selected) {
        case Machine machine -> targets.put(machine.id(), machine);
        case Definition definition -> all.stream().filter(machine -> belongs(machine, definition))
            .forEach(machine -> targets.put(machine.id(), machine));
        default -> { }
      }
    }
    return List.copyOf(targets.values());
  }

  private static boolean belongs(Machine machine, Definition definition) {
    return switch (definition.kind()) {
      case "library" -> machine.library().equals(definition.name());
      case "group" -> machine.groups().contains(definition.name());
      default -> false;
    };
  }

  /** Whether a selected thing means virtual machines. */
  public static boolean isTarget(Object selected) {
    return selected instanceof Machine
        || selected instanceof Definition definition && List.of("library", "group").contains(definition.kind());
  }
}
