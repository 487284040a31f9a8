package org.dormouse.ui.jobs.internal.wizard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dormouse.api.Machines.FindingInfo;
import org.dormouse.api.RunsApi.HostPlan;
import org.dormouse.api.RunsApi.HostRating;
import org.dormouse.api.RunsApi.JobPlan;
import org.dormouse.api.RunsApi.PlannedMachine;
import org.dormouse.ui.parts.FactRows;
import org.dormouse.ui.parts.FactTable.Row;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;

/** What a dry run found, in sentences. Pure. */
final class PlanWords {

  private PlanWords() {}

  private static long count(JobPlan plan, String verdict) {
    return plan.machines().stream().filter(machine -> machine.verdict().equals(verdict)).count();
  }

  /** Whether a run would wake anybody. */
  static boolean isWorthRunning(JobPlan plan) {
    return count(plan, "service") + count(plan, "wake-to-tell") > 0
        && plan.hosts().stream().anyMatch(host -> host.findings().stream().noneMatch(PlanWords::blocks));
  }

  private static boolean blocks(FindingInfo finding) {
    return finding.severity().equals("BLOCK");
  }

  /** One line each: machines, packages, hosts, end. */
  static List<String> lines(JobPlan plan, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add(machines(plan));
    long packages = plan.machines().stream().mapToLong(machine -> machine.changes().size()).sum();
    long bytes = plan.machines().stream().mapToLong(PlannedMachine::downloadBytes).sum();
    lines.add("Updates: " + (packages == 0 ? "none known yet" : Words.count(packages, "package", "packages")
        + (bytes > 0 ? ", " + Words.bytes(bytes) + " to download" : "")) + ", from " + plan.service()
        + (plan.snapshotDate().equals(Instant.EPOCH) ? "" : ", index of " + Words.time(plan.snapshotDate())));
    lines.add("Hosts: " + (plan.hosts().isEmpty() ? "none" : plan.hosts().stream().map(PlanWords::host)
        .collect(Collectors.joining(", "))));
    if (plan.forecastSeconds() > 0 && isWorthRunning(plan)) {
      lines.add("Forecast: " + Words.eta(plan.forecastSeconds()).replace(" left", "") + ", the longest first; begun now it would end at "
          + Words.time(now.plusSeconds(plan.forecastSeconds())));
    }
    return lines;
  }

  private static String machines(JobPlan plan) {
    List<String> parts = new ArrayList<>();
    parts.add(count(plan, "service") + " will be serviced");
    long unknown = count(plan, "wake-to-tell");
    if (unknown > 0) {
      parts.add(unknown + " must be woken to tell");
    }
    parts.add(count(plan, "up-to-date") + " up to date");
    long blocked = count(plan, "blocked");
    if (blocked > 0) {
      parts.add(blocked + " blocked");
    }
    return "Virtual machines: " + String.join(", ", parts);
  }

  private static String host(HostPlan host) {
    return host.host() + (host.findings().stream().anyMatch(PlanWords::blocks) ? " (cannot be used: "
        + host.findings().stream().filter(PlanWords::blocks).findFirst().map(FindingInfo::message).orElse("") + ")"
        : host.concurrent() > 0 ? " (" + host.concurrent() + " at a time)" : "");
  }

  static String verdict(String verdict) {
    return switch (verdict) {
      case "service" -> "Will be serviced";
      case "up-to-date" -> "Up to date";
      case "blocked" -> "Blocked";
      case "wake-to-tell" -> "Must be woken to tell";
      default -> Words.sentence(verdict);
    };
  }

  /** Of a state style, for its icon. */
  static String state(String verdict) {
    return switch (verdict) {
      case "service" -> "stale";
      case "wake-to-tell" -> "cannot-tell";
      default -> verdict;
    };
  }

  /** Why, and what to do: the gravest finding first, and how many more there are; empty where there is none. */
  static String why(PlannedMachine machine) {
    Optional<FindingInfo> first = machine.findings().stream().filter(PlanWords::blocks).findFirst()
        .or(() -> machine.findings().stream().filter(finding -> finding.severity().equals("WARN")).findFirst())
        .or(() -> machine.findings().stream().findFirst());
    int more = machine.findings().size() - 1;
    return first.map(finding -> finding.message() + (finding.remedy().isBlank() ? "" : " " + finding.remedy())
        + (more > 0 ? " (and " + more + " more)" : "")).orElse("");
  }

  /** The places of those that would be woken, from 1, in the order of the plan, which begins with the longest. */
  static Map<String, Integer> order(JobPlan plan) {
    Map<String, Integer> order = new HashMap<>();
    plan.machines().stream().filter(PlanWords::isWoken).forEach(machine -> order.put(machine.id(), order.size() + 1));
    return order;
  }

  private static boolean isWoken(PlannedMachine machine) {
    return machine.verdict().equals("service") || machine.verdict().equals("wake-to-tell");
  }

  /** How long one machine would take; empty where it is not woken. */
  static String forecast(PlannedMachine machine) {
    return machine.forecastSeconds() > 0 ? Words.duration(Duration.ofSeconds(machine.forecastSeconds())) : "";
  }

  /** Empty where nobody can tell before the machine is woken. */
  static String packages(PlannedMachine machine) {
    return switch (machine.verdict()) {
      case "service", "up-to-date" -> String.valueOf(machine.changes().size());
      default -> "";
    };
  }

  /** How each host of the plan suits a machine, with all that was found of the host. */
  static List<Row> hosts(JobPlan plan, PlannedMachine machine) {
    List<Row> rows = new ArrayList<>();
    for (HostPlan host : plan.hosts()) {
      Optional<HostRating> rating = machine.ratings().stream().filter(one -> one.host().equals(host.host()))
          .findFirst();
      String icon = host.findings().stream().anyMatch(PlanWords::blocks) ? StateStyle.BLOCKED.iconName()
          : host.host().equals(machine.host()) && !host.host().isEmpty() ? StateStyle.SUCCEEDED.iconName() : "";
      rows.add(new Row(icon, List.of(host.host().isEmpty() ? "not usable" : host.host(),
          rating.map(one -> one.stars() + " of 5").orElse(""),
          rating.map(one -> String.join("; ", one.reasons())).orElse(""), host.accelerator(),
          host.host().isEmpty() ? "" : host.concurrent() > 0 ? String.valueOf(host.concurrent()) : "what fits",
          host.findings().stream().map(finding -> FactRows.severity(finding.severity()) + ": " + finding.message()
              + (finding.remedy().isBlank() ? "" : " " + finding.remedy())).collect(Collectors.joining(" · ")))));
    }
    return rows;
  }

  /** For sorting: those that need attention first. */
  static int rank(PlannedMachine machine) {
    return List.of("blocked", "wake-to-tell", "service", "up-to-date").indexOf(machine.verdict());
  }
}
