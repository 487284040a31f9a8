package org.dormouse.ui.parts;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.dormouse.api.Machines.Change;
import org.dormouse.api.Machines.FindingInfo;
import org.dormouse.api.Reports.Fact;
import org.dormouse.ui.parts.FactTable.Column;
import org.dormouse.ui.parts.FactTable.Row;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;

/** Findings and packages as rows of a {@link FactTable}, told in the same words wherever they are shown. Pure. */
public final class FactRows {

  public static final List<Column> FINDING_COLUMNS = List.of(new Column("Severity", 130), new Column("About", 100),
      new Column("What", 300), new Column("What to do", 300));
  public static final List<Column> CHANGE_COLUMNS = List.of(new Column("Package", 190), new Column("Architecture", 100),
      new Column("Installed", 150), new Column("Candidate", 150), new Column("Size", 80), new Column("From", 180));

  private FactRows() {}

  /** What a check found; where it names a moment, as an index does, also how long that is ago. */
  public static List<Row> facts(List<Fact> facts, Instant now) {
    return facts.stream().map(fact -> Row.of(Words.sentence(fact.name()), Words.found(fact.value())
        + Words.moment(fact.value()).map(at -> " (" + Words.age(at, now) + ")").orElse(""))).toList();
  }

  public static List<Row> findings(List<FindingInfo> findings) {
    return findings.stream().map(finding -> new Row(icon(finding.severity()).iconName(), List.of(
        severity(finding.severity()), finding.subject(), finding.message(), finding.remedy()))).toList();
  }

  /** Packages by name, each with what is installed and what would come. */
  public static List<Row> changes(List<Change> changes) {
    return changes.stream().sorted(Comparator.comparing(Change::name))
        .map(change -> Row.of(change.name(), change.architecture(),
            change.installed().isEmpty() ? "(new)" : change.installed(),
            change.candidate().isEmpty() ? "(removed)" : change.candidate(),
            change.bytes() > 0 ? Words.bytes(change.bytes()) : "", change.origin()))
        .toList();
  }

  /** Word for the severity of a finding. */
  public static String severity(String severity) {
    return switch (severity) {
      case "BLOCK" -> "Blocks servicing";
      case "WARN" -> "Warning";
      default -> "For information";
    };
  }

  private static StateStyle icon(String severity) {
    return switch (severity) {
      case "BLOCK" -> StateStyle.BLOCKED;
      case "WARN" -> StateStyle.NEEDS_OPERATOR;
      default -> StateStyle.UNKNOWN;
    };
  }
}
