package org.dormouse.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dormouse.api.Machines.Change;
import org.dormouse.api.Machines.GenerationInfo;
import org.dormouse.api.Reports.MachineReport;
import org.dormouse.api.Reports.RunReport;
import org.dormouse.api.Reports.StepReport;

/**
 * A run's report for spreadsheets: RFC 4180, a header, then one row for each virtual machine. Times are UTC in ISO 8601.
 * A cell that a spreadsheet would take for a formula begins with an apostrophe.
 */
public final class CsvReport {

  private static final String FORMULA = "=+-@\t\r";

  private CsvReport() {}

  public static String render(RunReport report) {
    StringBuilder csv = new StringBuilder();
    row(csv, List.of("run", "job", "virtual machine", "result", "host", "started", "ended", "seconds",
        "pending before", "installed", "install cycles", "restarts", "trouble", "message", "data", "packages",
        "generation", "sha-256"));
    report.machines().forEach(machine -> row(csv, cells(report, machine)));
    return csv.toString();
  }

  private static List<String> cells(RunReport report, MachineReport machine) {
    Optional<Instant> started = machine.steps().stream().flatMap(step -> step.started().stream())
        .min(Instant::compareTo);
    Optional<Instant> ended = machine.steps().stream().map(StepReport::ended).flatMap(Optional::stream)
        .max(Instant::compareTo);
    Optional<GenerationInfo> current = machine.generations().stream().filter(GenerationInfo::current).findFirst();
    return List.of(report.run().id(), report.run().job(), machine.id(), Texts.result(machine.state()), machine.host(),
        started.map(Instant::toString).orElse(""), ended.map(Instant::toString).orElse(""),
        String.valueOf(StepTimes.of(machine).total().toSeconds()), String.valueOf(machine.before().size()),
        String.valueOf(machine.installed().size()), String.valueOf(machine.cycles()),
        String.valueOf(machine.restarts()), machine.trouble().map(trouble -> trouble.code()).orElse(""),
        machine.trouble().map(trouble -> trouble.message()).orElse(""), machine.data(),
        machine.installed().stream().map(CsvReport::change).collect(Collectors.joining("; ")),
        current.map(generation -> String.valueOf(generation.number())).orElse(""),
        current.map(generation -> generation.files().stream().map(file -> file.name() + " " + file.sha256())
            .collect(Collectors.joining("; "))).orElse(""));
  }

  private static String change(Change change) {
    return change.name() + " " + (change.installed().isEmpty() ? "(new)" : change.installed()) + " -> "
        + (change.candidate().isEmpty() ? "(removed)" : change.candidate());
  }

  private static void row(StringBuilder csv, List<String> cells) {
    csv.append(cells.stream().map(CsvReport::cell).collect(Collectors.joining(","))).append("\r\n");
  }

  private static String cell(String text) {
    String shown = Texts.printable(text).replace('\n', ' ');
    String safe = !shown.isEmpty() && FORMULA.indexOf(shown.charAt(0)) >= 0 ? "'" + shown : shown;
    return safe.contains(",") || safe.contains("\"") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }
}
