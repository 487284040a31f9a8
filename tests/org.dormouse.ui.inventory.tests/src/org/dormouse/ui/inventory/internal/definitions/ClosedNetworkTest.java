package org.dormouse.ui.inventory.internal.definitions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dormouse.api.Machines.FindingInfo;
import org.dormouse.api.Reports.CheckReport;
import org.dormouse.api.Reports.Fact;
import org.junit.jupiter.api.Test;

class ClosedNetworkTest {

  private static CheckReport report(List<Fact> facts, FindingInfo... findings) {
    return new CheckReport("here", findings.length == 0, facts, List.of(findings));
  }

  @Test
  void aHostThatTellsHowItClosesItsNetworkIsProven() {
    CheckReport report = report(List.of(new Fact("accelerator", "kvm"), new Fact("closed network", "links down")));
    assertTrue(ClosedNetwork.isProven(report));
    assertEquals(List.of("here", "yes", "links down"), ClosedNetwork.row(report).cells());
  }

  @Test
  void aHostThatDoesNotTellIsNotTakenForOneThatDoes() {
    CheckReport report = report(List.of(new Fact("accelerator", "kvm")));
    assertFalse(ClosedNetwork.isProven(report));
    assertEquals(List.of("here", "yes", "its back end does not tell"), ClosedNetwork.row(report).cells());
  }

  @Test
  void whyAHostCannotBeUsedIsSaid() {
    CheckReport report = report(List.of(),
        new FindingInfo("BLOCK", "no-closed-network", "here", "It knows no hub.", "Use another."));
    assertFalse(ClosedNetwork.isProven(report));
    assertEquals(List.of("here", "no", "It knows no hub."), ClosedNetwork.row(report).cells());
  }
}
