package org.dormouse.ui.inventory.internal.details;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dormouse.api.Machines.Details;
import org.dormouse.api.Machines.DiskInfo;
import org.dormouse.api.Machines.FileInfo;
import org.dormouse.api.Machines.GenerationInfo;
import org.dormouse.api.Machines.History;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.inventory.internal.definitions.Declared;
import org.dormouse.ui.inventory.internal.machines.MachineStates;
import org.dormouse.ui.parts.FactTable.Row;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;

/** What is known of a virtual machine, as rows of tables. Pure. */
public final class MachineFacts {

  private MachineFacts() {}

  static List<Row> overview(Machine machine, Declared declared, Optional<Details> details) {
    List<Row> rows = new ArrayList<>();
    rows.add(Row.of("Name", machine.name()));
    rows.add(Row.of("Library", machine.library()));
    rows.add(Row.of("State", Words.machineState(machine.state())));
    rows.add(Row.of("Servicing", declared.excluded() ? "excluded: it is never serviced" : "included"));
    rows.add(Row.of("Operating system", machine.os().isEmpty() ? "not known" : machine.os()));
    rows.add(Row.of("Pending updates", pending(machine)));
    rows.add(Row.of("Last assessed", machine.assessed().map(MachineFacts::moment).orElse("never")));
    rows.add(Row.of("Last serviced", machine.serviced().map(MachineFacts::moment).orElse("never")));
    rows.add(Row.of("Last result", MachineStates.result(machine.lastResult())));
    boolean servicing = machine.state().equals("servicing");
    rows.add(Row.of(servicing ? "Host" : "Last host", machine.host().isEmpty() ? "none yet" : machine.host()));
    rows.add(Row.of("Groups", listed(machine.groups())));
    rows.add(Row.of("Tags", listed(machine.tags())));
    rows.add(Row.of("Guest credential", declared.credential().orElse("none")));
    details.ifPresent(known -> {
      rows.add(Row.of("Memory", known.memoryMiB() + " MiB"));
      rows.add(Row.of("Processors", String.valueOf(known.cpus())));
      rows.add(Row.of("Network cards", listed(known.macs())));
    });
    rows.add(Row.of("Size of its files", Words.bytes(machine.sizeBytes())));
    rows.add(Row.of("Disks", String.valueOf(machine.disks())));
    rows.add(Row.of("Generation", String.valueOf(machine.generation())));
    return rows;
  }

  /** Of several at once: sums. */
  static List<Row> together(List<Machine> machines, long excluded) {
    List<Row> rows = new ArrayList<>();
    rows.add(Row.of("Virtual machines", String.valueOf(machines.size())));
    for (String state : MachineStates.ALL) {
      long count = machines.stream().filter(machine -> machine.state().equals(state)).count();
      if (count > 0) {
        rows.add(Row.of(Words.machineState(state), String.valueOf(count)));
      }
    }
    rows.add(Row.of("Excluded", String.valueOf(excluded)));
    rows.add(Row.of("Pending updates",
        String.valueOf(machines.stream().mapToInt(machine -> Math.max(0, machine.pending())).sum())));
    rows.add(Row.of("Of them security",
        String.valueOf(machines.stream().mapToInt(machine -> Math.max(0, machine.pendingSecurity())).sum())));
    rows.add(Row.of("Size of their files",
        Words.bytes(machines.stream().mapToLong(Machine::sizeBytes).sum())));
    return rows;
  }

  private static String pending(Machine machine) {
    if (machine.pending() < 0) {
      return "not known: assess it";
    }
    return machine.pendingSecurity() > 0 ? machine.pending() + ", " + machine.pendingSecurity() + " of them security"
        : String.valueOf(machine.pending());
  }

  private static String moment(Instant at) {
    return Words.time(at) + " (" + Words.age(at) + ")";
  }

  private static String listed(List<String> words) {
    return words.isEmpty() ? "none" : String.join(", ", words);
  }

  static List<Row> disks(Details details) {
    return details.disks().stream().sorted(Comparator.comparingInt(DiskInfo::slot))
        .map(disk -> Row.of(String.valueOf(disk.slot()), disk.file(), disk.format(), Words.bytes(disk.virtualSize()),
            Words.bytes(disk.fileSize()), disk.parent().orElse("")))
        .toList();
  }

  static List<Row> generations(Details details) {
    return details.generations().stream().sorted(Comparator.comparingInt(GenerationInfo::number).reversed())
        .map(one -> new Row(one.current() ? StateStyle.SUCCEEDED.iconName() : "", List.of(
            String.valueOf(one.number()), one.current() ? "current" : "kept for roll back", moment(one.created()),
            one.run().isEmpty() ? "as found" : one.run(),
            Words.bytes(one.files().stream().mapToLong(FileInfo::size).sum()),
            one.files().stream().map(FileInfo::name).collect(Collectors.joining(", ")))))
        .toList();
  }

  static List<Row> history(History history) {
    return history.entries().stream().sorted((a, b) -> b.at().compareTo(a.at()))
        .map(entry -> Row.of(moment(entry.at()), Words.sentence(entry.what()), entry.text(), entry.run())).toList();
  }
}
