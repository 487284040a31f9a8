package org.dormouse.ui.inventory.internal.machines;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dormouse.api.Machines.Machine;

/**
 * A virtual machine as the list filters it.
 *
 * @param haystack what is looked through for a word: the texts of all columns in lower case
 */
public record MachineRow(Machine machine, String haystack) {

  public static MachineRow of(Machine machine) {
    String haystack = Arrays.stream(MachineColumn.values())
        .filter(column -> column != MachineColumn.AGE)
        .map(column -> column.text(machine)).filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n"));
    return new MachineRow(machine, (machine.id() + "\n" + haystack).toLowerCase(Locale.ROOT));
  }

  /** Rows that need no new haystack are taken over: most machines are what they were a moment ago. */
  public static List<MachineRow> of(List<Machine> machines, List<MachineRow> before) {
    var known = before.stream().collect(Collectors.toMap(MachineRow::machine, row -> row, (one, two) -> one));
    return machines.stream()
        .map(machine -> Optional.ofNullable(known.get(machine)).orElseGet(() -> of(machine))).toList();
  }
}
