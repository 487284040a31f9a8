package org.dormouse.servicing.preflight;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Finding;
import org.dormouse.spi.ImageInspector.ImageFacts;
import org.dormouse.spi.LibraryBackend.LibraryScan;
import org.dormouse.spi.NetworkCard;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;

/**
 * A whole library at one moment, as far as one VM's fitness depends on the others: who is whose parent, who has the
 * same network address.
 *
 * @param facts of every image of every VM; the trouble where an image could not be understood
 * @param parents resolved backing file of every image that has one
 */
public record LibraryOverview(BackendSpec library, LibraryScan scan, Map<Path, Result<ImageFacts>> facts,
    Map<Path, Path> parents) {

  public LibraryOverview {
    facts = Map.copyOf(facts);
    parents = Map.copyOf(parents);
  }

  /** What the library itself found about this VM, about its files, or about all of the library. */
  public List<Finding> findingsOf(StoredMachine machine) {
    return scan.findings().stream().filter(finding -> concerns(finding, machine)).toList();
  }

  private boolean concerns(Finding finding, StoredMachine machine) {
    String subject = finding.subject();
    return subject.equals(machine.id()) || subject.equals(machine.name()) || subject.equals(machine.library())
        || machine.disks().stream().anyMatch(disk -> subject.equals(disk.image().toString()));
  }

  public Optional<ImageFacts> factsOf(Path image) {
    return Optional.ofNullable(facts.get(image)).flatMap(Result::toOptional);
  }

  /** VMs of this library whose images are written on top of the given one. */
  public List<String> childrenOf(Path image) {
    List<String> children = new ArrayList<>();
    for (StoredMachine machine : scan.machines()) {
      if (machine.disks().stream().anyMatch(disk -> image.equals(parents.get(disk.image())))) {
        children.add(machine.id());
      }
    }
    return children;
  }

  /** Woken twins do not meet, as every link is down; where they are used again they would. */
  public List<Finding> twins(StoredMachine machine) {
    Map<String, List<String>> byMac = new HashMap<>();
    for (StoredMachine other : scan.machines()) {
      for (NetworkCard card : other.cards()) {
        byMac.computeIfAbsent(card.mac(), mac -> new ArrayList<>()).add(other.id());
      }
    }
    List<Finding> findings = new ArrayList<>();
    for (NetworkCard card : machine.cards()) {
      List<String> twins = byMac.getOrDefault(card.mac(), List.of()).stream()
          .filter(id -> !id.equals(machine.id())).distinct().toList();
      if (!twins.isEmpty()) {
        findings.add(Finding.warn("duplicate-mac", machine.id(), machine.id() + " has the network address "
            + card.mac() + " that " + String.join(", ", twins) + " has as well.",
            "Give one of them another address before both run in one network."));
      }
    }
    return findings;
  }
}
