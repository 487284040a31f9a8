package org.dormouse.ui.inventory.internal.definitions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Machines.FindingInfo;
import org.dormouse.api.Reports.CheckReport;
import org.dormouse.ui.parts.FactTable.Row;
import org.dormouse.ui.style.Words;

/**
 * The closed network of one maintenance host. Nobody defines it: it is what the last check of the host found, and
 * before a check nothing is known of it. Immutable.
 *
 * @param checked of the host as it is defined now
 */
public record HostNetwork(Definition host, Optional<Checked> checked) {

  public record Checked(CheckReport report, Instant at) {}

  /** That of the host as it is defined now; what was found of the host as it was before says nothing of it. */
  public HostNetwork of(Definition now) {
    return now.version() == host.version() ? this : new HostNetwork(now, Optional.empty());
  }

  /** The name of its host. */
  public String name() {
    return host.name();
  }

  /** Behind its name, in a few words. */
  public String remark() {
    return checked.map(Checked::report).map(found -> !found.ok() ? "the host cannot be used"
        : ClosedNetwork.of(found).orElse("its back end does not tell")).orElse("not checked yet");
  }

  public List<Row> facts(Instant now) {
    List<Row> rows = new ArrayList<>();
    rows.add(Row.of("Kind", "Closed network of a maintenance host"));
    rows.add(Row.of("Maintenance host", host.name()));
    rows.add(Row.of("How it is closed", how()));
    checked.ifPresent(last -> {
      rows.add(Row.of("Host can be used", last.report().ok() ? "yes" : "no: see the findings"));
      rows.add(Row.of("Checked", Words.time(last.at()) + " (" + Words.age(last.at(), now) + ")"));
    });
    return rows;
  }

  private String how() {
    return checked.map(Checked::report).map(found -> ClosedNetwork.of(found).orElse(found.ok()
        ? "its back end does not tell" : "not known: the host cannot be used"))
        .orElse("not known yet: check the host, by a double click or Check in the menu");
  }

  public List<FindingInfo> findings() {
    return checked.map(last -> last.report().findings()).orElse(List.of());
  }
}
