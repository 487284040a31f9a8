package org.dormouse.ui.inventory.internal.definitions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dormouse.api.ApiError;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.EngineApi;
import org.dormouse.api.Machines.FindingInfo;
import org.dormouse.api.Reports.CheckReport;
import org.dormouse.api.Reports.Fact;
import org.dormouse.api.client.Failures;
import org.dormouse.ui.parts.FactTable.Row;
import org.dormouse.ui.style.StateStyle;

/** What checks of hosts say of the closed network in which guests are woken. Pure but for {@link #check}. */
public final class ClosedNetwork {

  /** As the engine names it among the facts of a host. */
  private static final String FACT = "closed network";

  private ClosedNetwork() {}

  /** One after the other, as they are asked for; a host that cannot be asked is a report that is not ok. */
  public static CompletableFuture<List<CheckReport>> check(EngineApi engine, List<Put> hosts) {
    CompletableFuture<List<CheckReport>> all = CompletableFuture.completedFuture(new ArrayList<>());
    for (Put host : hosts) {
      all = all.thenCompose(reports -> engine.check(host).exceptionally(refused -> refused(host.name(), refused))
          .thenApply(report -> {
            reports.add(report);
            return reports;
          }));
    }
    return all;
  }

  private static CheckReport refused(String host, Throwable why) {
    ApiError error = Failures.reason(why);
    return new CheckReport(host, false, List.of(),
        List.of(new FindingInfo("BLOCK", error.code(), host, error.message(), error.remedy())));
  }

  /** How it closes the network; empty where it does not tell. */
  static Optional<String> of(CheckReport host) {
    return host.facts().stream().filter(fact -> fact.name().equals(FACT)).map(Fact::value).findFirst();
  }

  /** Whether the host can be used and has told how it closes the network. */
  public static boolean isProven(CheckReport host) {
    return host.ok() && of(host).isPresent();
  }

  public static Row row(CheckReport host) {
    String blocked = host.findings().stream().filter(finding -> finding.severity().equals("BLOCK"))
        .map(FindingInfo::message).findFirst().orElse("its back end does not tell");
    StateStyle style = !host.ok() ? StateStyle.FAILED : isProven(host) ? StateStyle.SUCCEEDED : StateStyle.UNKNOWN;
    return new Row(style.iconName(), List.of(host.subject(), host.ok() ? "yes" : "no", of(host).orElse(blocked)));
  }
}
