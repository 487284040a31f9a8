package org.dormouse.ui.runs.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dormouse.api.Reports.MachineReport;
import org.dormouse.api.Reports.RunReport;
import org.dormouse.api.Reports.StepReport;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;

/**
 * Two runs side by side, by virtual machine.
 *
 * @param rows one for each machine that is in either
 */
record Comparison(String before, String after, List<Row> rows) {

  /** @param before,after state, packages and time of each; empty where the machine was not in that run */
  record Row(String machine, Side before, Side after) {

    /** Whether it came to another state; packages may differ as well or alone. */
    boolean hasOtherState() {
      return !before.state().equals(after.state());
    }

    boolean hasOtherPackages() {
      return !before.packages().equals(after.packages());
    }

    /** What either run installed, by name. */
    List<Package> packages() {
      Set<String> names = new TreeSet<>(before.packages().keySet());
      names.addAll(after.packages().keySet());
      return names.stream().map(name -> new Package(name, before.packages().getOrDefault(name, ""),
          after.packages().getOrDefault(name, ""))).toList();
    }

    /** {@code 3 of 14 differ}. */
    String difference() {
      List<Package> all = packages();
      long other = all.stream().filter(Package::differs).count();
      return all.isEmpty() ? "" : other == 0 ? "the same" : other + " of " + all.size()
          + (other == 1 ? " differs" : " differ");
    }
  }

  /** @param before,after version that the run installed; empty where it left the package as it was */
  record Package(String name, String before, String after) {

    boolean differs() {
      return !before.equals(after);
    }
  }

  /** @param packages versions that were installed, by name and architecture */
  record Side(String state, Map<String, String> packages, Optional<Duration> time) {
    static final String REMOVED = "removed";
    static final Side ABSENT = new Side("", Map.of(), Optional.empty());

    String word() {
      return state.isEmpty() ? "not in this run" : StateStyle.ofServicing(state).word();
    }

    String text() {
      return state.isEmpty() ? word() : word() + time.map(took -> ", " + Words.duration(took)).orElse("")
          + (packages.isEmpty() ? "" : ", " + Words.count(packages.size(), "package", "packages"));
    }
  }

  static Comparison of(RunReport before, RunReport after) {
    Map<String, MachineReport> earlier = byId(before);
    Map<String, MachineReport> later = byId(after);
    List<Row> rows = new ArrayList<>();
    Map<String, MachineReport> all = new LinkedHashMap<>(earlier);
    all.putAll(later);
    all.keySet().forEach(id -> rows.add(new Row(id, side(earlier.get(id)), side(later.get(id)))));
    return new Comparison(before.run().id(), after.run().id(), List.copyOf(rows));
  }

  private static Map<String, MachineReport> byId(RunReport report) {
    Map<String, MachineReport> machines = new LinkedHashMap<>();
    report.machines().forEach(machine -> machines.put(machine.id(), machine));
    return machines;
  }

  private static Side side(MachineReport machine) {
    return machine == null ? Side.ABSENT : new Side(machine.state(), versions(machine), time(machine));
  }

  private static Map<String, String> versions(MachineReport machine) {
    Map<String, String> versions = new TreeMap<>();
    machine.installed().forEach(change -> versions.put(
        change.architecture().isEmpty() ? change.name() : change.name() + " (" + change.architecture() + ")",
        change.candidate().isEmpty() ? Side.REMOVED : change.candidate()));
    return versions;
  }

  /** What there is to say of all of it. */
  String summary() {
    long states = rows.stream().filter(Row::hasOtherState).count();
    long packages = rows.stream().filter(row -> !row.hasOtherState() && row.hasOtherPackages()).count();
    if (states == 0 && packages == 0) {
      return "Every virtual machine came to the same result in both, with the same packages.";
    }
    String other = Words.count(packages, "virtual machine", "virtual machines");
    if (states == 0) {
      return "Every virtual machine came to the same result in both; " + other + " got other packages.";
    }
    return Words.count(states, "virtual machine", "virtual machines") + " came to another result"
        + (packages == 0 ? "." : "; " + other + " got other packages.");
  }

  private static Optional<Duration> time(MachineReport machine) {
    Optional<Instant> first = machine.steps().stream().flatMap(step -> step.started().stream())
        .min(Instant::compareTo);
    Optional<Instant> last = machine.steps().stream().map(StepReport::ended).flatMap(Optional::stream)
        .max(Instant::compareTo);
    return first.flatMap(from -> last.map(to -> Duration.between(from, to)));
  }
}
