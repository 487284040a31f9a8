package org.dormouse.ui.inventory.internal.machines;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.style.Words;

/**
 * The columns that the list of virtual machines can show: what a cell says to a person, what it is in an export, and
 * how rows are ordered by it. Pure, for any thread.
 */
public enum MachineColumn {
  NAME("name", "Name", 130, true, machine -> machine.name(), machine -> machine.name(),
      Comparator.comparing(Machine::name, NaturalOrder.IGNORING_CASE)),
  STATE("state", "State", 135, true, machine -> Words.machineState(machine.state()), machine -> machine.state(),
      Comparator.comparingInt(machine -> MachineStates.rank(machine.state()))),
  SYSTEM("os", "Operating system", 150, true, machine -> machine.os(), machine -> machine.os(),
      Comparator.comparing(Machine::os, NaturalOrder.IGNORING_CASE)),
  LIBRARY("library", "Library", 70, true, machine -> machine.library(), machine -> machine.library(),
      Comparator.comparing(Machine::library, NaturalOrder.IGNORING_CASE)),
  GROUPS("groups", "Groups", 77, true, machine -> String.join(", ", machine.groups()),
      machine -> String.join(" ", machine.groups()),
      Comparator.comparing(machine -> String.join(", ", machine.groups()), NaturalOrder.IGNORING_CASE)),
  PENDING("pending", "Pending", 114, true, MachineColumn::pendingWords, machine -> number(machine.pending()),
      Comparator.comparingInt(Machine::pending)),
  SECURITY("security", "Security", 80, false, machine -> number(machine.pendingSecurity()),
      machine -> number(machine.pendingSecurity()), Comparator.comparingInt(Machine::pendingSecurity)),
  SERVICED("serviced", "Last serviced", 114, true, machine -> machine.serviced().map(Words::time).orElse("never"),
      machine -> moment(machine.serviced()), byMoment(Machine::serviced)),
  AGE("age", "Age", 95, true, machine -> fresh(machine).map(Words::age).orElse(""),
      machine -> moment(fresh(machine)), byMoment(MachineColumn::fresh).reversed()),
  SIZE("size", "Size", 76, true, machine -> Words.bytes(machine.sizeBytes()),
      machine -> String.valueOf(machine.sizeBytes()), Comparator.comparingLong(Machine::sizeBytes)),
  HOST("host", "Host", 65, true, machine -> machine.host(), machine -> machine.host(),
      Comparator.comparing(Machine::host, NaturalOrder.IGNORING_CASE)),
  TAGS("tags", "Tags", 85, true, machine -> String.join(", ", machine.tags()),
      machine -> String.join(" ", machine.tags()),
      Comparator.comparing(machine -> String.join(", ", machine.tags()), NaturalOrder.IGNORING_CASE)),
  RESULT("result", "Last result", 100, true, machine -> MachineStates.result(machine.lastResult()),
      machine -> machine.lastResult(), Comparator.comparing(Machine::lastResult)),
  EXCLUDED("excluded", "Excluded", 75, false, machine -> machine.excluded() ? "excluded" : "",
      machine -> machine.excluded() ? "yes" : "no", Comparator.comparing(Machine::excluded)),
  ASSESSED("assessed", "Last assessed", 105, false, machine -> machine.assessed().map(Words::time).orElse("never"),
      machine -> moment(machine.assessed()), byMoment(Machine::assessed)),
  DISKS("disks", "Disks", 60, false, machine -> String.valueOf(machine.disks()),
      machine -> String.valueOf(machine.disks()), Comparator.comparingInt(Machine::disks)),
  GENERATION("generation", "Generation", 80, false, machine -> String.valueOf(machine.generation()),
      machine -> String.valueOf(machine.generation()), Comparator.comparingInt(Machine::generation));

  private final String id;
  private final String title;
  private final int width;
  private final boolean shownAtFirst;
  private final Function<Machine, String> text;
  private final Function<Machine, String> value;
  private final Comparator<Machine> order;

  MachineColumn(String id, String title, int width, boolean shownAtFirst, Function<Machine, String> text,
      Function<Machine, String> value, Comparator<Machine> order) {
    this.id = id;
    this.title = title;
    this.width = width;
    this.shownAtFirst = shownAtFirst;
    this.text = text;
    this.value = value;
    this.order = order;
  }

  /** Stable, for settings and for filters such as {@code os:debian}. */
  public String id() {
    return id;
  }

  public String title() {
    return title;
  }

  /** In points, before anybody has drawn it wider. */
  public int width() {
    return width;
  }

  public boolean isNumeric() {
    return switch (this) {
      case PENDING, SECURITY, SIZE, AGE, DISKS, GENERATION -> true;
      default -> false;
    };
  }

  /** So are times as well, which would touch the number before them. */
  public boolean isAlignedRight() {
    return isNumeric() || this == SERVICED || this == ASSESSED;
  }

  public String text(Machine machine) {
    return text.apply(machine);
  }

  /** For programs: the engine's words, times in ISO 8601, sizes in bytes. */
  public String value(Machine machine) {
    return value.apply(machine);
  }

  public Comparator<Machine> order() {
    return order;
  }

  public static Optional<MachineColumn> of(String id) {
    return Arrays.stream(values()).filter(column -> column.id.equals(id)).findFirst();
  }

  public static List<MachineColumn> atFirst() {
    return Arrays.stream(values()).filter(column -> column.shownAtFirst).toList();
  }

  /** When it was last known to be up to date: serviced, or found so by an assessment. */
  public static Optional<Instant> fresh(Machine machine) {
    Optional<Instant> found = machine.assessed().filter(at -> machine.state().equals("up-to-date"));
    if (machine.serviced().isEmpty() || found.isEmpty()) {
      return machine.serviced().or(() -> found);
    }
    return machine.serviced().get().isAfter(found.get()) ? machine.serviced() : found;
  }

  /** Whole days since it was last known to be up to date; empty if that never was. */
  public static Optional<Long> days(Machine machine, Instant now) {
    return fresh(machine).map(at -> Math.max(0, Duration.between(at, now).toDays()));
  }

  private static String pendingWords(Machine machine) {
    if (machine.pending() < 0) {
      return "";
    }
    return machine.pendingSecurity() > 0 ? machine.pending() + " (" + machine.pendingSecurity() + " security)"
        : String.valueOf(machine.pending());
  }

  private static String number(int number) {
    return number < 0 ? "" : String.valueOf(number);
  }

  private static String moment(Optional<Instant> moment) {
    return moment.map(Instant::toString).orElse("");
  }

  private static Comparator<Machine> byMoment(Function<Machine, Optional<Instant>> moment) {
    return Comparator.comparing(machine -> moment.apply(machine).orElse(Instant.MIN));
  }
}
