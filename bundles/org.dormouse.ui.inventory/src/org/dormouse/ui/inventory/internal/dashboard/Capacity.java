package org.dormouse.ui.inventory.internal.dashboard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Machines.Machine;
import org.dormouse.api.Reports.CheckReport;
import org.dormouse.api.Reports.Fact;
import org.dormouse.ui.parts.FactTable.Row;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;

/** What a maintenance host can take, as a row of a table: limits of its definition, and what its check found. Pure. */
final class Capacity {

  private Capacity() {}

  /** @param check empty while it has not been checked */
  static Row row(Definition host, Optional<CheckReport> check, List<Machine> machines) {
    Map<String, String> facts = check.map(report -> report.facts().stream()
        .collect(Collectors.toMap(Fact::name, Fact::value, (one, two) -> one))).orElse(Map.of());
    long woken = machines.stream()
        .filter(machine -> machine.state().equals("servicing") && machine.host().equals(host.name())).count();
    return new Row(style(check).iconName(), List.of(host.name(),
        check.map(report -> report.ok() ? "Ready" : "Not usable").orElse("Not checked yet"),
        number(host, "concurrentVms").map(String::valueOf).orElse("as fit"),
        size(number(host, "memoryMiB").map(mib -> mib + " MiB").orElse(facts.getOrDefault("memory for guests", ""))),
        number(host, "cpus").map(String::valueOf).orElse(facts.getOrDefault("processors", "")),
        size(facts.getOrDefault("free disk space", "")), facts.getOrDefault("accelerator", ""),
        String.valueOf(woken)));
  }

  /** {@code 65536 MiB} becomes {@code 64 GiB}. */
  private static String size(String fact) {
    return fact.matches("\\d{1,12} MiB") ? Words.bytes(Long.parseLong(fact.replace(" MiB", "")) << 20) : fact;
  }

  private static StateStyle style(Optional<CheckReport> check) {
    return check.map(report -> report.ok() ? StateStyle.SUCCEEDED : StateStyle.FAILED).orElse(StateStyle.UNKNOWN);
  }

  private static Optional<Long> number(Definition host, String attribute) {
    return host.document().get(attribute) instanceof Number number && number.longValue() > 0
        ? Optional.of(number.longValue()) : Optional.empty();
  }
}
