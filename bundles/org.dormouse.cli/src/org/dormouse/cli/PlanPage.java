package org.dormouse.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dormouse.api.RunsApi.HostRating;
import org.dormouse.api.RunsApi.JobPlan;
import org.dormouse.api.RunsApi.PlannedMachine;

/** The dry run of a job, for people. */
final class PlanPage {

  private final Terminal terminal;

  PlanPage(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(JobPlan plan) {
    terminal.say("Job " + plan.job() + ", update service " + plan.service() + ", index of "
        + Words.time(plan.snapshotDate()) + ". Nothing is touched.");
    terminal.raw("");
    Table table = new Table("VM", "VERDICT", "PENDING", "DOWNLOAD", "ABOUT", "HOST", "STARS");
    plan.machines().forEach(machine -> table.row(machine.id(), verdict(machine), pending(machine),
        machine.downloadBytes() > 0 ? Words.bytes(machine.downloadBytes()) : "-",
        machine.forecastSeconds() > 0 ? Words.duration(Duration.ofSeconds(machine.forecastSeconds())) : "-",
        machine.host().isEmpty() ? "-" : machine.host(), stars(machine)));
    table.print(terminal);
    terminal.raw("");
    end(plan);
    plan.hosts().stream().filter(host -> !host.host().isEmpty()).forEach(host -> terminal.say("Host " + host.host()
        + ": " + host.accelerator() + ", " + (host.concurrent() == 0 ? "as many VMs as memory and CPUs allow"
            : Words.count(host.concurrent(), "VM") + " at a time")));
    plan.hosts().forEach(host -> Findings.print(terminal, host.findings()));
    plan.machines().forEach(machine -> {
      if (!machine.findings().isEmpty()) {
        terminal.raw("");
        terminal.say(machine.id());
        Findings.print(terminal, machine.findings());
      }
    });
    plan.machines().stream().filter(machine -> !machine.changes().isEmpty()).forEach(machine -> {
      terminal.raw("");
      terminal.say(machine.id());
      MachinePage.changes(machine.changes()).print(terminal);
    });
  }

  private void end(JobPlan plan) {
    long woken = plan.machines().stream().filter(machine -> machine.forecastSeconds() > 0).count();
    if (woken == 0) {
      terminal.say("Nothing would be woken.");
      return;
    }
    long packages = plan.machines().stream().mapToLong(machine -> machine.changes().size()).sum();
    long bytes = plan.machines().stream().mapToLong(PlannedMachine::downloadBytes).sum();
    terminal.say(Words.count(woken, "VM") + " would be woken, the longest first, for "
        + Words.count(packages, "pending package") + " (" + Words.bytes(bytes) + ").");
    if (plan.forecastSeconds() >= 0) {
      terminal.say("Begun now, it would end at about " + Words.time(Instant.now().plusSeconds(plan.forecastSeconds()))
          + ", after " + Words.duration(Duration.ofSeconds(plan.forecastSeconds())) + ".");
    }
  }

  private static String verdict(PlannedMachine machine) {
    return switch (machine.verdict()) {
      case "wake-to-tell" -> "wake to tell";
      case "up-to-date" -> "up to date";
      default -> machine.verdict();
    };
  }

  private static String pending(PlannedMachine machine) {
    return switch (machine.verdict()) {
      case "service", "up-to-date" -> String.valueOf(machine.changes().size());
      default -> "?";
    };
  }

  private static String stars(PlannedMachine machine) {
    List<HostRating> ratings = machine.ratings();
    return ratings.stream().filter(rating -> rating.host().equals(machine.host())).findFirst()
        .or(() -> ratings.stream().findFirst())
        .map(rating -> "*".repeat(rating.stars()) + ".".repeat(Math.max(0, 5 - rating.stars()))
            + (rating.reasons().isEmpty() ? "" : "  " + String.join("; ", rating.reasons()))).orElse("-");
  }
}
