package org.dormouse.servicing.preflight;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dormouse.spi.Finding;
import org.dormouse.spi.ImageInspector.ImageFacts;
import org.dormouse.spi.LibraryBackend.LibraryScan;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.NetworkCard;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;

/**
 * A whole library at one moment, as far as one VM's fitness depends on the others: who is whose parent, who has the
 * same network address. Immutable; a question about one VM costs the same in a library of ten and of ten thousand.
 */
public final class LibraryOverview {

  private final LibraryScan scan;
  private final Map<Path, Result<ImageFacts>> facts;
  private final Map<Path, Path> parents;
  private final Map<Path, List<String>> children = new HashMap<>();
  private final Map<String, List<String>> byMac = new HashMap<>();
  private final Map<String, List<Finding>> bySubject = new HashMap<>();

  /**
   * @param facts of every image of every VM; the trouble where an image could not be understood
   * @param parents resolved backing file of every image that has one
   */
  public LibraryOverview(LibraryScan scan, Map<Path, Result<ImageFacts>> facts, Map<Path, Path> parents) {
    this.scan = scan;
    this.facts = Map.copyOf(facts);
    this.parents = Map.copyOf(parents);
    for (StoredMachine machine : scan.machines()) {
      for (MachineDisk disk : machine.disks()) {
        Optional.ofNullable(parents.get(disk.image())).ifPresent(parent -> add(children, parent, machine.id()));
      }
      for (NetworkCard card : machine.cards()) {
        add(byMac, card.mac(), machine.id());
      }
    }
    scan.findings().forEach(finding -> add(bySubject, finding.subject(), finding));
  }

  private static <K, V> void add(Map<K, List<V>> map, K key, V value) {
    map.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
  }

  public LibraryScan scan() {
    return scan;
  }

  Map<Path, Path> parents() {
    return parents;
  }

  /** Empty for an image that is not in the library. */
  Optional<Result<ImageFacts>> inspected(Path image) {
    return Optional.ofNullable(facts.get(image));
  }

  public Optional<ImageFacts> factsOf(Path image) {
    return inspected(image).flatMap(Result::toOptional);
  }

  /** What the library itself found about this VM, about its files, or about all of the library. */
  public List<Finding> findingsOf(StoredMachine machine) {
    Set<Finding> findings = new LinkedHashSet<>();
    for (String subject : List.of(machine.id(), machine.name(), machine.library())) {
      findings.addAll(bySubject.getOrDefault(subject, List.of()));
    }
    for (MachineDisk disk : machine.disks()) {
      findings.addAll(bySubject.getOrDefault(disk.image().toString(), List.of()));
    }
    return List.copyOf(findings);
  }

  /** VMs of this library whose images are written on top of the given one. */
  public List<String> childrenOf(Path image) {
    return children.getOrDefault(image, List.of()).stream().distinct().toList();
  }

  /** VMs of this library with a card of that address. */
  List<String> withAddress(String mac) {
    return byMac.getOrDefault(mac, List.of());
  }

  /** A thousand copies of one machine are told apart well enough by the first few names. */
  static String some(List<String> names) {
    return names.size() <= 5 ? String.join(", ", names)
        : String.join(", ", names.subList(0, 5)) + " and " + (names.size() - 5) + " more";
  }
}
