package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.dormouse.api.Engine.Backend;
import org.dormouse.api.EngineApi;
import org.dormouse.api.Machines.FindingInfo;
import org.dormouse.api.Reports.CheckReport;
import org.dormouse.api.Reports.Fact;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.TableDriver;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.pages.PreferencePages;
import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.api.Test;

/** The page Back ends lists what the engine has, with version and vendor, and says what doctor says. */
@UiTest
class BackEndsPageTest {

  @Test
  void everyBackEndIsListedAndDoctorIsQuoted() {
    try (Estate estate = Estate.connect()) {
      List<Backend> installed = estate.ask(EngineApi::status).backends();
      assertFalse(installed.isEmpty());
      ShellBot dialog = PreferencePages.open("Back Ends");
      TableDriver table = dialog.table("Back ends").awaitRows(installed.size());
      List<List<String>> rows = IntStream.range(0, table.rows()).mapToObj(table::row).toList();
      for (Backend backend : installed) {
        String version = backend.version().replaceFirst("^(\\d+\\.\\d+\\.\\d+).*", "$1");
        String vendor = Platform.getBundle(backend.bundle()).getHeaders().get("Bundle-Vendor");
        assertTrue(rows.stream().anyMatch(row -> row.get(0).equals(backend.type().isBlank() ? "built in"
            : backend.type()) && row.get(2).equals(version) && row.get(3).equals(vendor)
            && row.get(4).equals(backend.bundle())), backend + " is not among " + rows);
      }
      assertEquals("Dormouse", rows.getFirst().get(3));
      assertEquals(List.of("qemu-system-x86_64", "qemu-img", "setsid", "prlimit"), installed.stream()
          .filter(backend -> backend.type().equals("qemu")).findFirst().orElseThrow().programs());
      CheckReport doctor = estate.ask(EngineApi::doctor);
      Ui.await("what doctor says", () -> !dialog.text("Check of this installation").text().equals("Checking…"));
      for (int row = 0; row < table.rows(); row++) {
        assertTrue(table.cell(row, "Check").matches("Ready|Needs .+"), table.row(row).toString());
      }
      String said = dialog.text("Check of this installation").text();
      for (FindingInfo finding : doctor.findings()) {
        assertTrue(said.contains(finding.message()), said);
        assertTrue(said.contains(finding.remedy()), said);
      }
      for (Fact fact : doctor.facts()) {
        assertTrue(said.contains(fact.name() + ": "), said);
      }
      dialog.button("Cancel").click();
      dialog.awaitClosed();
    }
  }
}
