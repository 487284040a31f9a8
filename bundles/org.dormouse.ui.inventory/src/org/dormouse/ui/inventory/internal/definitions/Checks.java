package org.dormouse.ui.inventory.internal.definitions;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.EngineApi;
import org.dormouse.api.Machines.FindingInfo;
import org.dormouse.api.Reports.CheckReport;
import org.dormouse.api.Reports.Fact;

/** Checks of maintenance hosts and update services, one after the other. */
public final class Checks {

  private Checks() {}

  public static boolean isCheckable(Definition definition) {
    return List.of("host", "service").contains(definition.kind());
  }

  /** @param definitions hosts and services, at least one */
  public static CompletableFuture<List<CheckReport>> ask(EngineApi engine, List<Definition> definitions) {
    CompletableFuture<List<CheckReport>> all = CompletableFuture.completedFuture(new ArrayList<>());
    for (Definition definition : definitions) {
      Named name = new Named(definition.kind(), definition.name());
      all = all.thenCompose(reports -> (definition.kind().equals("host") ? engine.checkHost(name)
          : engine.checkService(name)).thenApply(report -> {
            reports.add(report);
            return reports;
          }));
    }
    return all;
  }

  /** As one report; of several, each fact and finding says whose it is. */
  public static CheckReport together(List<CheckReport> reports) {
    if (reports.size() == 1) {
      return reports.getFirst();
    }
    return new CheckReport("", reports.stream().allMatch(CheckReport::ok),
        reports.stream().flatMap(report -> report.facts().stream()
            .map(fact -> new Fact(report.subject() + ": " + fact.name(), fact.value()))).toList(),
        reports.stream().flatMap(Checks::findings).toList());
  }

  private static Stream<FindingInfo> findings(CheckReport report) {
    return report.findings().stream().map(one -> !one.subject().isBlank() ? one
        : new FindingInfo(one.severity(), one.code(), report.subject(), one.message(), one.remedy()));
  }
}
