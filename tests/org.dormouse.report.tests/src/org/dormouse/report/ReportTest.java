package org.dormouse.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dormouse.api.Reports.RunReport;
import org.dormouse.json.Json;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

class ReportTest {

  /** To look at the page and to renew the golden file: a folder to write to. */
  private static final Optional<Path> WRITE = Optional.ofNullable(System.getProperty("dormouse.golden")).map(Path::of);

  private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>");
  private static final Set<String> EMPTY = Set.of("meta");

  @Test
  void thePageIsAsItWasSeenToBeGood() throws IOException {
    String html = HtmlReport.render(SampleRun.report());
    if (WRITE.isPresent()) {
      Files.writeString(WRITE.get().resolve("report.html"), html);
    }
    try (InputStream golden = ReportTest.class.getResourceAsStream("report.html")) {
      assertEquals(new String(golden.readAllBytes(), StandardCharsets.UTF_8), html);
    }
  }

  @Test
  void everyElementIsClosedInItsOrder() {
    Deque<String> open = new ArrayDeque<>();
    Matcher tags = TAG.matcher(HtmlReport.render(SampleRun.report()).replaceFirst("(?s)<style>.*?</style>", ""));
    while (tags.find()) {
      String name = tags.group(2);
      if (tags.group(1).isEmpty() && !EMPTY.contains(name)) {
        open.push(name);
      } else if (!tags.group(1).isEmpty()) {
        assertEquals(open.pop(), name, "at " + tags.start());
      }
    }
    assertTrue(open.isEmpty(), "left open: " + open);
  }

  @Test
  void whatAGuestSaysIsShownAndNeverObeyed() {
    String html = HtmlReport.render(SampleRun.report());
    assertFalse(html.contains("<script"), "a script");
    assertFalse(html.contains("<img"), "a foreign element");
    assertFalse(html.contains("<b>evil"), "a foreign element");
    assertTrue(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;co&quot;"), "escaped");
    assertTrue(html.codePoints().noneMatch(c -> c == 0x202e || c == 7), "nothing hidden");
  }

  @Test
  void thePageNeedsNothingElse() {
    String html = HtmlReport.render(SampleRun.report());
    for (String reference : List.of("src=", "href=\"http", "url(", "@import")) {
      assertFalse(html.replace("&lt;img src=x", "").contains(reference), reference);
    }
  }

  @Test
  void aSpreadsheetGetsOneRowForEachMachineAndNoFormula() {
    List<String> rows = CsvReport.render(SampleRun.report()).lines().toList();
    assertEquals(1 + SampleRun.report().machines().size(), rows.size());
    int cells = rows.getFirst().split(",").length;
    for (String row : rows) {
      List<String> found = cells(row);
      assertEquals(cells, found.size(), row);
      assertTrue(found.stream().allMatch(cell -> cell.isEmpty() || "=+-@".indexOf(cell.charAt(0)) < 0), row);
    }
  }

  /** By RFC 4180. */
  private static List<String> cells(String row) {
    List<String> cells = new ArrayList<>();
    Matcher matcher = Pattern.compile("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*))").matcher(row);
    while (matcher.find()) {
      cells.add(matcher.group(1) != null ? matcher.group(1).replace("\"\"", "\"") : matcher.group(2));
    }
    return cells;
  }

  @Test
  void thePaperNamesEveryMachineAndPackage() throws IOException {
    byte[] pdf = PdfReport.render(SampleRun.report());
    if (WRITE.isPresent()) {
      Files.write(WRITE.get().resolve("report.pdf"), pdf);
    }
    StringBuilder text = new StringBuilder();
    try (PdfReader reader = new PdfReader(pdf)) {
      for (int page = 1; page <= reader.getNumberOfPages(); page++) {
        text.append(new PdfTextExtractor(reader).getTextFromPage(page));
      }
    }
    String words = text.toString().replaceAll("\\s+", "");
    SampleRun.report().machines().forEach(machine -> {
      assertTrue(words.contains(machine.id().replaceAll("\\s+", "")), machine.id());
      machine.installed().stream().filter(change -> change.name().matches("[a-z0-9-]+"))
          .forEach(change -> assertTrue(words.contains(change.name()), change.name()));
    });
  }

  @Test
  void theJsonIsTheReport() {
    assertEquals(SampleRun.report(), Json.read(JsonReport.render(SampleRun.report()), RunReport.class));
  }

  @Test
  void aRunOfNothingHasAPageToo() {
    RunReport sample = SampleRun.report();
    String html = HtmlReport.render(new RunReport(sample.run(), "", List.of(), List.of(), sample.written()));
    assertTrue(html.contains("No index was used."));
  }
}
