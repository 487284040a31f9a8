package org.dormouse.ui.runs.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    boolean differs() {
      return !before.state().equals(after.state());
    }
  }

  record Side(String state, int packages, Optional<Duration> time) {
    static final Side ABSENT = new Side("", 0, Optional.empty());

    String word() {
      return state.isEmpty() ? "not in this run" : StateStyle.ofServicing(state).word();
    }

    String text() {
      return state.isEmpty() ? word() : word() + time.map(took -> ", " + Words.duration(took)).orElse("")
          + (packages > 0 ? ", " + Words.count(packages, "package", "packages") : "");
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
    return machine == null ? Side.ABSENT : new Side(machine.state(), machine.installed().size(), time(machine));
  }

  private static Optional<Duration> time(MachineReport machine) {
    Optional<Instant> first = machine.steps().stream().flatMap(step -> step.started().stream())
        .min(Instant::compareTo);
    Optional<Instant> last = machine.steps().stream().map(StepReport::ended).flatMap(Optional::stream)
        .max(Instant::compareTo);
    return first.flatMap(from -> last.map(to -> Duration.between(from, to)));
  }
}
