package org.dormouse.report;

import org.dormouse.api.Reports.RunReport;
import org.dormouse.json.Json;

/** A run's report for other programs: the record itself, by the rules that all our JSON has. */
public final class JsonReport {

  private JsonReport() {}

  public static String render(RunReport report) {
    return Json.pretty(report) + "\n";
  }
}
