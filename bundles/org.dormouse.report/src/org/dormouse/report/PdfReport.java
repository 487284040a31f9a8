package org.dormouse.report;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import org.dormouse.api.Machines.GenerationInfo;
import org.dormouse.api.Reports.Index;
import org.dormouse.api.Reports.MachineReport;
import org.dormouse.api.Reports.RunReport;
import org.openpdf.text.Document;
import org.openpdf.text.PageSize;
import org.openpdf.text.pdf.PdfWriter;

/**
 * A run's report to hand in and to keep: A4, the same parts as the page for the screen but for the journal. Its fonts
 * are those that every reader has, so characters outside Western European ones are shown as question marks. Times are
 * UTC.
 */
public final class PdfReport {

  private static final float MARGIN = 42;

  private PdfReport() {}

  public static byte[] render(RunReport report) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Document document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN)) {
      PdfWriter.getInstance(document, bytes);
      document.addTitle("Dormouse: " + report.run().id() + " of job " + report.run().job());
      document.addCreator("Dormouse");
      document.open();
      PdfPage page = new PdfPage(document);
      head(page, report);
      overview(page, report);
      indexes(page, report);
      report.machines().forEach(machine -> machine(page, machine));
      page.text("Written by Dormouse on " + HtmlReport.time(report.written()) + " UTC.");
    }
    return bytes.toByteArray();
  }

  private static void head(PdfPage page, RunReport report) {
    page.title(report.run().job());
    page.text("Run " + report.run().id() + ", submitted by " + report.run().by() + " on "
        + HtmlReport.time(report.run().submitted()) + " UTC" + report.run().ended()
            .map(ended -> ", ended " + HtmlReport.time(ended) + " UTC after "
                + Texts.duration(Duration.between(report.run().submitted(), ended)) + ".")
            .orElse("; it has not ended yet: " + Texts.words(report.run().state()) + "."));
  }

  private static void overview(PdfPage page, RunReport report) {
    page.heading("Virtual machines");
    page.table(new float[] {24, 12, 9, 9, 12, 34},
        List.of("Virtual machine", "Result", "Pending", "Installed", "Time", "What happened to the data"),
        report.machines().stream().map(machine -> List.of(machine.id(), Texts.result(machine.state()),
            String.valueOf(machine.before().size()), String.valueOf(machine.installed().size()),
            Texts.duration(StepTimes.of(machine).total()), machine.data())).toList());
  }

  private static void indexes(PdfPage page, RunReport report) {
    page.heading("Update service " + report.service());
    if (report.indexes().isEmpty()) {
      page.text("No index was used.");
      return;
    }
    page.table(new float[] {28, 18, 12, 18, 24}, List.of("Index", "Of", "Age", "Signed by", "SHA-256"),
        report.indexes().stream().map(PdfReport::index).toList());
  }

  private static List<String> index(Index index) {
    return List.of(index.name(), HtmlReport.time(index.date()),
        Texts.duration(Duration.ofSeconds(index.ageSeconds())), index.signedBy(), index.sha256());
  }

  private static void machine(PdfPage page, MachineReport machine) {
    page.heading(machine.id() + ": " + Texts.result(machine.state()));
    machine.trouble().ifPresent(trouble -> page.strong(trouble.message() + " " + trouble.remedy() + " ["
        + trouble.code() + "]"));
    page.text(machine.data() + (machine.host().isEmpty() ? "" : " Serviced on " + machine.host() + " in "
        + Texts.count(machine.cycles(), "install cycle") + " with " + Texts.count(machine.restarts(), "restart")
        + "."));
    List<List<String>> changes = MachineSections.changes(machine);
    if (!changes.isEmpty()) {
      page.table(new float[] {24, 20, 20, 20, 16}, MachineSections.CHANGES, changes);
    }
    machine.proof().forEach(proof -> page.text("Proven: " + proof));
    StepTimes times = StepTimes.of(machine);
    if (!times.bars().isEmpty()) {
      page.table(new float[] {40, 15, 25, 20}, List.of("Step", "Try", "State", "Time"),
          times.bars().stream().map(bar -> List.of(bar.step().kind(), String.valueOf(bar.step().attempt()),
              Texts.words(bar.step().state()), Texts.duration(bar.time()))).toList());
    }
    if (!machine.findings().isEmpty()) {
      page.table(new float[] {10, 20, 40, 30}, List.of("", "About", "Found", "What to do"),
          machine.findings().stream().map(finding -> List.of(finding.severity(), finding.subject(), finding.message(),
              finding.remedy())).toList());
    }
    generations(page, machine.generations());
  }

  private static void generations(PdfPage page, List<GenerationInfo> generations) {
    if (!generations.isEmpty()) {
      page.table(new float[] {14, 20, 26, 40}, List.of("Generation", "Since", "File", "SHA-256"),
          generations.stream().flatMap(generation -> generation.files().stream()
              .map(file -> List.of(generation.number() + (generation.current() ? " (current)" : ""),
                  HtmlReport.time(generation.created()), file.name(),
                  file.sha256().isEmpty() ? "not computed" : file.sha256()))).toList());
    }
  }
}
