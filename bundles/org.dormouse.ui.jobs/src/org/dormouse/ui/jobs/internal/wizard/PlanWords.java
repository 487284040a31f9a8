package org.dormouse.ui.jobs.internal.wizard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dormouse.api.Machines.FindingInfo;
import org.dormouse.api.RunsApi.HostPlan;
import org.dormouse.api.RunsApi.JobPlan;
import org.dormouse.api.RunsApi.PlannedMachine;
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
        + (bytes > 0 ? ", " + Words.bytes(bytes) + " to download" : "")) + ", from " + plan.service());
    lines.add("Hosts: " + (plan.hosts().isEmpty() ? "none" : plan.hosts().stream().map(PlanWords::host)
        .collect(Collectors.joining(", "))));
    if (plan.forecastSeconds() > 0 && isWorthRunning(plan)) {
      lines.add("Forecast: " + Words.eta(plan.forecastSeconds()).replace(" left", "") + "; begun now it would end at "
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

  /** Why, and what to do: the gravest finding first; empty where there is nothing to say. */
  static String why(PlannedMachine machine) {
    return machine.findings().stream().filter(PlanWords::blocks).findFirst()
        .or(() -> machine.findings().stream().filter(finding -> finding.severity().equals("WARN")).findFirst())
        .map(finding -> finding.message() + (finding.remedy().isBlank() ? "" : " " + finding.remedy())).orElse("");
  }

  /** Those that need attention first. */
  static int rank(PlannedMachine machine) {
    return List.of("blocked", "wake-to-tell", "service", "up-to-date").indexOf(machine.verdict());
  }
}
