package org.dormouse.ui.inventory.internal.machines;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.dormouse.api.Machines.Machine;

/** Machines for tests, and the moment at which tests look at them. */
public final class SomeMachines {

  public static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

  private SomeMachines() {}

  public static Machine machine(String id, String state) {
    return machine(id, state, "Debian 12", 0, 0, Optional.empty(), List.of(), List.of());
  }

  public static Machine machine(String id, String state, String os, int pending, int security, Optional<Long> days,
      List<String> tags, List<String> groups) {
    String[] parts = id.split("/");
    return new Machine(id, parts[0], parts[1], os, state, pending, Optional.of(NOW),
        days.map(number -> NOW.minus(Duration.ofDays(number))), 5L << 30, 1, 3, tags, security, "succeeded", "lab1",
        groups, tags.contains("core"));
  }

  public static List<Machine> many(int number) {
    List<String> states = MachineStates.ALL;
    return IntStream.range(0, number).mapToObj(i -> machine("fleet/vm" + i, states.get(i % states.size()),
        i % 3 == 0 ? "Debian 12 (bookworm)" : "Ubuntu 24.04", i % 40, i % 7, Optional.of((long) i % 200),
        List.of("tag" + i % 11), List.of("group" + i % 5))).toList();
  }

  static List<String> names(MachineIndex index) {
    return index.rows().stream().map(row -> row.machine().name()).toList();
  }

  static MachineIndex filtered(String words, Machine... machines) {
    return MachineIndex.of(MachineRow.of(List.of(machines), List.of()), new MachineFilter(words, Set.of()),
        MachineIndex.Order.AT_FIRST, NOW);
  }
}
