package org.dormouse.servicing.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dormouse.spi.Finding;
import org.dormouse.spi.NetworkCard;
import org.dormouse.spi.StoredMachine;

/** Network addresses that several VMs have. Woken twins do not meet, as every link is down; used again they would. */
final class TwinFindings {

  private TwinFindings() {}

  static List<Finding> of(StoredMachine machine, LibraryOverview overview, OtherLibraries others) {
    List<Finding> findings = new ArrayList<>();
    for (NetworkCard card : machine.cards()) {
      List<String> twins = Stream.concat(overview.withAddress(card.mac()).stream(),
          others.withAddress(card.mac()).stream()).filter(id -> !id.equals(machine.id())).distinct().toList();
      if (!twins.isEmpty()) {
        findings.add(Finding.warn("duplicate-mac", machine.id(), machine.id() + " has the network address "
            + card.mac() + " that " + LibraryOverview.some(twins) + " has as well.",
            "Give one of them another address before both run in one network."));
      }
    }
    return findings;
  }
}
