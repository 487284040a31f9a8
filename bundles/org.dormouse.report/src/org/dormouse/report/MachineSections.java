package org.dormouse.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dormouse.api.Machines.Change;
import org.dormouse.api.Reports.MachineReport;

/** The parts of one VM's section that may be missing. */
final class MachineSections {

  /** Columns of {@link #changes(MachineReport)}. */
  static final List<String> CHANGES = List.of("Package", "Before", "Candidate", "Now", "From");

  private final Page page;
  private final MachineReport machine;

  MachineSections(Page page, MachineReport machine) {
    this.page = page;
    this.machine = machine;
  }

  void changes() {
    List<List<String>> changes = changes(machine);
    if (!changes.isEmpty()) {
      page.text("h3", "Packages").open("table").head(CHANGES.toArray(String[]::new)).open("tbody");
      changes.forEach(change -> page.row(change.toArray(String[]::new)));
      page.close("tbody").close("table");
    }
  }

  /** Before and after side by side: what was pending, what was installed, and what was left or came in addition. */
  static List<List<String>> changes(MachineReport machine) {
    Map<String, Change> installed = new LinkedHashMap<>();
    machine.installed().forEach(change -> installed.put(key(change), change));
    List<List<String>> rows = new ArrayList<>();
    for (Change pending : machine.before()) {
      Change done = installed.remove(key(pending));
      String now = done != null ? version(done.candidate(), "removed")
          : machine.installed().isEmpty() ? "not changed" : "left as it was";
      rows.add(row(pending, version(pending.candidate(), "to be removed"), now));
    }
    installed.values().forEach(added -> rows.add(row(added, "", version(added.candidate(), "removed"))));
    return rows;
  }

  private static List<String> row(Change change, String candidate, String now) {
    return List.of(key(change), version(change.installed(), "not installed"), candidate, now, change.origin());
  }

  private static String key(Change change) {
    return change.name() + (change.architecture().isEmpty() ? "" : ":" + change.architecture());
  }

  private static String version(String version, String otherwise) {
    return version.isEmpty() ? otherwise : version;
  }

  void list(String title, List<String> lines) {
    if (!lines.isEmpty()) {
      page.text("h3", title).open("ul");
      lines.forEach(line -> page.text("li", line));
      page.close("ul");
    }
  }

  void steps() {
    StepTimes times = StepTimes.of(machine);
    if (times.bars().isEmpty()) {
      return;
    }
    page.text("h3", "Steps").open("table", "steps").head("Step", "#Try", "State", "#Time", "").open("tbody");
    for (StepTimes.Bar bar : times.bars()) {
      page.open("tr").text("td", bar.step().kind())
          .text("td", "number", bar.step().attempt()
              + (bar.step().life() > 1 ? " (life " + bar.step().life() + ")" : ""))
          .open("td").text("span", "state " + Texts.style(bar.step().state()), Texts.words(bar.step().state()))
          .close("td").text("td", "number", Texts.duration(bar.time()))
          .open("td", "bars").bar(Texts.style(bar.step().state()), bar.left(), bar.width()).close("td").close("tr");
      bar.step().trouble().ifPresent(trouble -> page.raw("<tr><td></td><td colspan=\"4\" class=\"trouble\">")
          .add(trouble.message() + " " + trouble.remedy()).close("td").close("tr"));
    }
    page.close("tbody").close("table");
  }

  void findings() {
    if (!machine.findings().isEmpty()) {
      page.text("h3", "Findings").open("table").head("", "About", "Found", "What to do").open("tbody");
      machine.findings().forEach(finding -> page.row(finding.severity(), finding.subject(), finding.message(),
          finding.remedy()));
      page.close("tbody").close("table");
    }
  }

  void journal() {
    if (!machine.journal().isEmpty()) {
      page.open("details").text("summary", "Journal (" + machine.journal().size() + " lines)").open("pre");
      machine.journal().forEach(line -> page.add(line + "\n"));
      page.close("pre").close("details");
    }
  }
}
