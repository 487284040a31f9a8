package org.dormouse.cli;

import java.util.List;
import org.dormouse.api.Machines.FindingInfo;
import org.dormouse.api.Reports.CheckReport;

/** Findings and reports of checks, printed. */
final class Findings {

  private Findings() {}

  static void print(Terminal terminal, List<FindingInfo> findings) {
    for (FindingInfo finding : findings) {
      Terminal.Style style = switch (finding.severity()) {
        case "BLOCK" -> Terminal.Style.BAD;
        case "WARN" -> Terminal.Style.WARN;
        default -> Terminal.Style.SOFT;
      };
      terminal.raw(terminal.styled(style, String.format("%-5s", Terminal.clean(finding.severity()))) + " "
          + Terminal.clean(finding.message()) + " [" + Terminal.clean(finding.code()) + "]");
      if (!finding.remedy().isEmpty()) {
        terminal.say("      " + finding.remedy());
      }
    }
  }

  /** Prints the report of a check; answers the exit code. */
  static int print(Terminal terminal, OutputOption output, CheckReport report) {
    if (output.isJson()) {
      output.print(terminal, report, () -> new Table(""), "");
    } else {
      Table facts = new Table("WHAT", "FOUND");
      report.facts().forEach(fact -> facts.row(fact.name(), fact.value()));
      facts.print(terminal);
      terminal.raw("");
      print(terminal, report.findings());
      terminal.say(report.ok() ? report.subject() + ": everything that is needed is there."
          : report.subject() + ": not ready; see what is marked BLOCK.");
    }
    return report.ok() ? Exit.GOOD : Exit.FAILED;
  }
}
