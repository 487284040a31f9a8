package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.dormouse.ui.style.Words;
import org.dormouse.ui.tests.driver.FileChooser;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.pages.LogPage;
import org.dormouse.ui.tests.pages.RunsPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done with runs that ended: two are compared, a report is saved; and the engine's log is looked through. */
@UiTest
class RunsViewTest {
  private static final int MACHINES = 4;

  private static Estate estate;
  private static String first;
  private static String second;

  @BeforeAll
  static void twoRuns() {
    estate = Estate.connect().clear().fleet(MACHINES, Map.of("level", Estate.freshLevel()));
    first = estate.run("nightly");
    estate.awaitEnd(first);
    second = estate.run("nightly");
    estate.awaitEndKnown(second);
  }

  @AfterAll
  static void leave() {
    estate.clear().close();
  }

  @Test
  void twoRunsAreCompared() {
    TableDriver runs = RunsPage.open().table();
    runs.select(runs.find(Words.run(first)), runs.find(Words.run(second))).contextMenu().click("Compare…");
    ShellBot dialog = ShellBot.titled("Compare Runs");
    TableDriver rows = dialog.table("Comparison").awaitRows(MACHINES);
    Ui.await("it to say how many differ", () -> dialog.shows("came to another result"));
    assertEquals(4, rows.columns().size());
    rows.select(0);
    TableDriver packages = dialog.table("Packages");
    Ui.await("what was installed by the first run and not by the second", () -> packages.rows() > 0
        && packages.cell(0, "Package").contains("(") && packages.row(0).getLast().equals("left as it was"));
    Screenshots.take("compare-runs");
    dialog.button("Close").click();
    dialog.awaitClosed();
  }

  @Test
  void oneRunAloneIsNotCompared() {
    TableDriver runs = RunsPage.open().table();
    runs.select(runs.find(Words.run(first)));
    assertTrue(!runs.contextMenu().isEnabled("Compare…"));
    assertTrue(runs.contextMenu().isEnabled("Report…"));
  }

  @Test
  void theReportIsSavedForPaperAndForSpreadsheets(@TempDir Path folder) throws IOException {
    ShellBot report = RunsPage.open().report(second);
    Screenshots.take("report");
    Path pdf = folder.resolve("report.pdf");
    report.button("Paper to hand in and to keep (PDF)").setSelected(true);
    save(report, pdf);
    assertEquals("%PDF", new String(Files.readAllBytes(pdf), 0, 4, StandardCharsets.US_ASCII));
    Path csv = folder.resolve("report.csv");
    report.button("One row for each virtual machine, for spreadsheets (CSV)").setSelected(true);
    save(report, csv);
    assertTrue(Files.readString(csv).lines().count() > MACHINES);
    report.button("Close").click();
    report.awaitClosed();
  }

  private static void save(ShellBot report, Path file) {
    report.button("Save…").click();
    FileChooser.saveAs(file);
    Ui.await("it to say that it is saved", () -> report.shows("Saved as " + file));
  }

  @Test
  void runsAreFilteredByWords() {
    RunsPage runs = RunsPage.open();
    int all = runs.table().rows();
    runs.filter("no run has such words").showAll().awaitRows(all);
    runs.filter(first).table().find(Words.run(first));
    assertTrue(runs.table().rows() < all);
    runs.filter("").table().awaitRows(all);
  }

  @Test
  void theLogIsFilteredByLevelAndWords() {
    LogPage log = LogPage.open();
    Ui.await("the log to be read", () -> !log.text().isBlank());
    log.words("no entry has such words");
    Ui.await("nothing to be left", () -> log.text().isBlank());
    log.words("").level("Errors");
    Ui.await("errors alone", () -> log.text().lines().filter(line -> line.matches("\\d.*"))
        .allMatch(line -> line.contains("ERROR")));
    log.level("All");
    Ui.await("all of it again", () -> !log.text().isBlank());
  }
}
