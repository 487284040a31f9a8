package org.dormouse.ui.inventory.internal.definitions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Machines.FindingInfo;
import org.dormouse.api.Reports.CheckReport;
import org.dormouse.api.Reports.Fact;
import org.dormouse.ui.parts.FactTable.Row;
import org.junit.jupiter.api.Test;

/** A network is known by the check of its host as it is now, and by nothing else. */
class NetworkChecksTest {
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

  private final NetworkChecks checks = new NetworkChecks();

  private static Definition host(long version) {
    return new Definition("host", "lab", version, NOW, "me", Map.of("type", "qemu"));
  }

  private static CheckReport report(boolean ok, Fact... facts) {
    return new CheckReport("lab", ok, List.of(facts), ok ? List.of()
        : List.of(new FindingInfo("BLOCK", "no-hub", "lab", "It knows no hub.", "Use another.")));
  }

  private static String how(HostNetwork network) {
    return network.facts(NOW).stream().map(Row::cells).filter(cells -> cells.getFirst().equals("How it is closed"))
        .findFirst().orElseThrow().getLast();
  }

  @Test
  void beforeACheckNothingIsClaimed() {
    HostNetwork network = checks.of(host(1));
    assertEquals(Optional.empty(), network.checked());
    assertEquals("not checked yet", network.remark());
    assertTrue(how(network).startsWith("not known yet: check the host"), how(network));
  }

  @Test
  void aCheckTellsHowTheNetworkIsClosed() {
    checks.keep(host(1), report(true, new Fact("closed network", "links down")), NOW);
    assertEquals("links down", checks.of(host(1)).remark());
    assertEquals("links down", how(checks.of(host(1))));
  }

  @Test
  void whatWasFoundOfTheHostAsItWasBeforeIsForgotten() {
    checks.keep(host(1), report(true, new Fact("closed network", "links down")), NOW);
    assertEquals("not checked yet", checks.of(host(2)).remark());
  }

  @Test
  void aHostThatDoesNotTellOrCannotBeUsedIsNotTakenForAClosedOne() {
    checks.keep(host(1), report(true), NOW);
    assertEquals("its back end does not tell", checks.of(host(1)).remark());
    checks.keep(host(1), report(false), NOW);
    assertEquals("the host cannot be used", checks.of(host(1)).remark());
    assertEquals(1, checks.of(host(1)).findings().size());
  }
}
