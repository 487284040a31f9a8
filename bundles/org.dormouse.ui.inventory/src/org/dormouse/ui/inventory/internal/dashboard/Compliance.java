package org.dormouse.ui.inventory.internal.dashboard;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.inventory.internal.machines.MachineColumn;

/**
 * How an inventory stands: how many virtual machines are in which class, and how long ago each was last known to be up
 * to date. Pure.
 *
 * @param classes every class, also with 0
 * @param ages every band, also with 0
 */
public record Compliance(int total, Map<Part, Integer> classes, Map<Age, Integer> ages, int pending,
    int pendingSecurity) {

  /** Classes that every machine belongs to exactly one of. */
  public enum Part {
    UP_TO_DATE("Up to date", Set.of("up-to-date")),
    STALE("Stale", Set.of("stale", "servicing")),
    FAILED("Failed", Set.of("failed")),
    BLOCKED("Blocked", Set.of("blocked", "cannot-tell")),
    NEVER("Never assessed", Set.of("never-assessed"));

    private final String title;
    private final Set<String> states;

    Part(String title, Set<String> states) {
      this.title = title;
      this.states = states;
    }

    public String title() {
      return title;
    }

    /** The engine's words for the states in it. */
    public Set<String> states() {
      return states;
    }

    static Part of(Machine machine) {
      for (Part part : values()) {
        if (part.states.contains(machine.state())) {
          return part;
        }
      }
      return NEVER;
    }
  }

  /** Days since a machine was last known to be up to date. */
  public enum Age {
    WEEK("0–7 d", 0, 7, "age:<8"),
    MONTH("8–30 d", 8, 30, "age:>7 age:<31"),
    QUARTER("31–90 d", 31, 90, "age:>30 age:<91"),
    OLDER("> 90 d", 91, Long.MAX_VALUE, "age:>90 -age:never"),
    NEVER("Never", -1, -1, "age:never");

    private final String title;
    private final long from;
    private final long to;
    private final String filter;

    Age(String title, long from, long to, String filter) {
      this.title = title;
      this.from = from;
      this.to = to;
      this.filter = filter;
    }

    public String title() {
      return title;
    }

    /** Words of the list's filter that show just these. */
    public String filter() {
      return filter;
    }

    static Age of(Machine machine, Instant now) {
      Optional<Long> days = MachineColumn.days(machine, now);
      for (Age age : values()) {
        if (days.filter(number -> number >= age.from && number <= age.to).isPresent()) {
          return age;
        }
      }
      return NEVER;
    }
  }

  public static Compliance of(List<Machine> machines, Instant now) {
    Map<Part, Integer> classes = new EnumMap<>(Part.class);
    Map<Age, Integer> ages = new EnumMap<>(Age.class);
    for (Part part : Part.values()) {
      classes.put(part, 0);
    }
    for (Age age : Age.values()) {
      ages.put(age, 0);
    }
    int pending = 0;
    int security = 0;
    for (Machine machine : machines) {
      classes.merge(Part.of(machine), 1, Integer::sum);
      ages.merge(Age.of(machine, now), 1, Integer::sum);
      pending += Math.max(0, machine.pending());
      security += Math.max(0, machine.pendingSecurity());
    }
    return new Compliance(machines.size(), new LinkedHashMap<>(classes), new LinkedHashMap<>(ages), pending, security);
  }

  /** Per cent that are up to date, rounded down so that 100 means all; 0 of nothing. */
  public int percent() {
    return total == 0 ? 0 : (int) (100L * classes.get(Part.UP_TO_DATE) / total);
  }
}
