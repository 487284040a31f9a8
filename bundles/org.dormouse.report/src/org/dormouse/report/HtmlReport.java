package org.dormouse.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dormouse.api.Machines.GenerationInfo;
import org.dormouse.api.Reports.Index;
import org.dormouse.api.Reports.MachineReport;
import org.dormouse.api.Reports.RunReport;

/**
 * A run's report for people: one page that needs nothing else, no script and no network, for the screen in light and
 * dark and for paper. Times are UTC.
 */
public final class HtmlReport {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final List<String> STATES = List.of("SUCCEEDED", "UP_TO_DATE", "FAILED", "CANCELLED",
      "NEEDS_OPERATOR", "RUNNING", "WAITING");

  private HtmlReport() {}

  public static String render(RunReport report) {
    Page page = new Page();
    page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + "<meta name=\"color-scheme\" content=\"light dark\">\n");
    page.text("title", "Dormouse: " + report.run().id() + " of job " + report.run().job());
    page.raw("<style>\n" + style() + "</style>\n</head>\n<body>\n");
    head(page, report);
    overview(page, report);
    indexes(page, report);
    for (int i = 0; i < report.machines().size(); i++) {
      machine(page, report.machines().get(i), i);
    }
    page.open("footer").add("Written by Dormouse on " + time(report.written()) + " UTC.").close("footer");
    return page.raw("</body>\n</html>\n").toString();
  }

  private static String style() {
    try (InputStream stream = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the bundle has lost its style sheet", e);
    }
  }

  private static void head(Page page, RunReport report) {
    page.open("header").text("h1", report.run().job()).open("p");
    page.add("Run " + report.run().id() + ", submitted by " + report.run().by() + " on "
        + time(report.run().submitted()) + " UTC");
    report.run().ended().ifPresentOrElse(
        ended -> page.add(", ended " + time(ended) + " UTC after "
            + Texts.duration(Duration.between(report.run().submitted(), ended)) + "."),
        () -> page.add("; it has not ended yet: " + Texts.words(report.run().state()) + "."));
    page.close("p").open("div", "summary");
    Map<String, Integer> counts = new LinkedHashMap<>();
    STATES.forEach(state -> counts.put(state, 0));
    report.machines().forEach(machine -> counts.merge(machine.state(), 1, Integer::sum));
    counts.forEach((state, count) -> {
      if (count > 0) {
        page.open("div", "count " + Texts.style(state)).text("b", String.valueOf(count))
            .text("span", Texts.result(state)).close("div");
      }
    });
    page.close("div").close("header");
  }

  private static void overview(Page page, RunReport report) {
    page.text("h2", "Virtual machines").open("table")
        .head("Virtual machine", "Result", "#Pending before", "#Installed", "#Time", "What happened to the data")
        .open("tbody");
    for (int i = 0; i < report.machines().size(); i++) {
      MachineReport machine = report.machines().get(i);
      page.open("tr").open("td").link("vm" + i, machine.id()).close("td")
          .open("td").text("span", "state " + Texts.style(machine.state()), Texts.result(machine.state())).close("td")
          .text("td", "number", String.valueOf(machine.before().size()))
          .text("td", "number", String.valueOf(machine.installed().size()))
          .text("td", "number", Texts.duration(StepTimes.of(machine).total()))
          .text("td", machine.data()).close("tr");
    }
    page.close("tbody").close("table");
  }

  private static void indexes(Page page, RunReport report) {
    page.text("h2", "Update service " + report.service());
    if (report.indexes().isEmpty()) {
      page.text("p", "No index was used.");
      return;
    }
    page.open("table").head("Index", "Of", "Age at the start", "Valid until", "Signed by", "SHA-256").open("tbody");
    for (Index index : report.indexes()) {
      page.open("tr").text("td", index.name()).text("td", time(index.date()))
          .text("td", Texts.duration(Duration.ofSeconds(index.ageSeconds())))
          .text("td", index.validUntil().map(HtmlReport::time).orElse("the service sets no limit"))
          .text("td", index.signedBy()).text("td", "hash", index.sha256()).close("tr");
    }
    page.close("tbody").close("table");
  }

  private static void machine(Page page, MachineReport machine, int number) {
    page.openWithId("section", "vm" + number).open("h2").add(machine.id() + " ")
        .text("span", "state " + Texts.style(machine.state()), Texts.result(machine.state())).close("h2");
    machine.trouble().ifPresent(trouble -> {
      page.open("p", "trouble").text("b", trouble.message());
      page.add(" " + trouble.remedy()).text("span", "code", trouble.code()).close("p");
    });
    page.open("p").add(machine.data());
    if (!machine.host().isEmpty()) {
      page.add(" Serviced on " + machine.host() + " in " + Texts.count(machine.cycles(), "install cycle") + " with "
          + Texts.count(machine.restarts(), "restart") + ".");
    }
    page.close("p");
    MachineSections sections = new MachineSections(page, machine);
    sections.changes();
    sections.list("Proven", machine.proof());
    sections.steps();
    sections.findings();
    generations(page, machine.generations());
    sections.journal();
    page.close("section");
  }

  private static void generations(Page page, List<GenerationInfo> generations) {
    if (generations.isEmpty()) {
      return;
    }
    page.text("h3", "Generations").open("table").head("Generation", "Since", "File", "#Bytes", "SHA-256").open("tbody");
    generations.forEach(generation -> generation.files().forEach(file -> page.open("tr")
        .text("td", generation.number() + (generation.current() ? " (current)" : ""))
        .text("td", time(generation.created())).text("td", file.name())
        .text("td", "number", String.valueOf(file.size()))
        .text("td", "hash", file.sha256().isEmpty() ? "not computed" : file.sha256()).close("tr")));
    page.close("tbody").close("table");
  }

  static String time(Instant instant) {
    return TIME.format(instant);
  }
}
