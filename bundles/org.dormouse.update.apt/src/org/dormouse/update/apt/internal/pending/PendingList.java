package org.dormouse.update.apt.internal.pending;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dormouse.spi.PackageChange;
import org.dormouse.spi.UpdateService.Assessment;
import org.dormouse.update.apt.internal.debian.Dependency;
import org.dormouse.update.apt.internal.debian.DpkgStatus;
import org.dormouse.update.apt.internal.debian.DpkgStatus.Package;
import org.dormouse.update.apt.internal.debian.Stanza;
import org.dormouse.update.apt.internal.debian.VersionOrder;
import org.dormouse.update.apt.internal.index.PackageIndex;
import org.dormouse.update.apt.internal.index.PackageIndex.Entry;

/**
 * What {@code apt-get dist-upgrade} would change on a machine, worked out from its dpkg status, its pins and an index.
 *
 * <p>An approximation that errs to one side: every installed package for which the index has a candidate is in the
 * list, with what the candidates newly depend on or recommend. Whether apt would keep something back or remove
 * something because of conflicts is not worked out. So an empty list is sure, and where it could not be, the answer
 * is {@link Assessment.CannotTell}. Used once, by one thread.
 */
public final class PendingList {
  private static final Pattern NO_RECOMMENDS =
      Pattern.compile("Install-Recommends\\s+\"?(false|0|no|off)\"?\\s*;", Pattern.CASE_INSENSITIVE);
  private static final int MOST_NEW = 2000;
  private final PackageIndex index;
  private final PackageIndex.Reader reader;
  private final GuestDatabase database;
  private final Pins pins;
  private final Map<String, List<Package>> installed;
  private final Map<String, List<Entry>> chosen = new HashMap<>();
  private final Map<String, String> providedNow = new HashMap<>();
  private final List<PackageChange> changes = new ArrayList<>();
  private final Deque<Entry> toFollow = new ArrayDeque<>();
  private final boolean recommends;

  private PendingList(PackageIndex index, PackageIndex.Reader reader, GuestDatabase database, Pins pins) {
    this.index = index;
    this.reader = reader;
    this.database = database;
    this.pins = pins;
    installed = database.status().byName();
    recommends = !NO_RECOMMENDS.matcher(database.configuration()).find();
  }

  /** Fails with an {@link IOException} only if the snapshot's own files cannot be read. */
  public static Assessment of(PackageIndex index, GuestDatabase database) throws IOException {
    Pins pins = Pins.parse(database.preferences(), database.configuration());
    Optional<Assessment> obstacle = obstacle(index, database, pins);
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    try (PackageIndex.Reader reader = index.reader()) {
      return new PendingList(index, reader, database, pins).work();
    }
  }

  private static Optional<Assessment> obstacle(PackageIndex index, GuestDatabase database, Pins pins) {
    DpkgStatus status = database.status();
    if (status.architecture().isEmpty()) {
      return cannotTell("no-dpkg", "dpkg is not among the installed packages");
    }
    if (database.interrupted()) {
      return cannotTell("dpkg-interrupted", "dpkg was interrupted; 'dpkg --configure -a' has to be run in the VM");
    }
    if (!status.broken().isEmpty()) {
      return cannotTell("dpkg-half-configured", "packages are not completely installed: "
          + String.join(", ", status.broken().subList(0, Math.min(20, status.broken().size()))));
    }
    for (Package found : status.packages()) {
      if (!found.architecture().equals("all") && !index.serves(found.architecture())) {
        return cannotTell("architecture-not-served", "package " + found.name() + " is of architecture "
            + found.architecture() + ", for which the service has no index");
      }
    }
    return pins.tooComplex().flatMap(what -> cannotTell("pins-too-complex",
        "the VM's apt preferences have " + what + ", which only its own apt can work out"));
  }

  private static Optional<Assessment> cannotTell(String code, String reason) {
    return Optional.of(new Assessment.CannotTell(code, reason));
  }

  private Assessment work() throws IOException {
    for (Package found : database.status().packages()) {
      if (!found.held()) {
        Optional<Entry> candidate = candidate(found);
        if (candidate.isPresent()) {
          take(candidate.get(), found.version());
        }
      }
    }
    if (!toFollow.isEmpty()) {
      provideWhatIsInstalled();
    }
    for (int i = 0; !toFollow.isEmpty() && i < MOST_NEW; i++) {
      follow(toFollow.poll());
    }
    changes.sort(Comparator.comparing(PackageChange::name).thenComparing(PackageChange::architecture));
    return new Assessment.Pending(changes);
  }

  private Optional<Entry> candidate(Package found) {
    String native_ = database.status().architecture();
    String architecture = found.architecture().equals("all") ? native_ : found.architecture();
    Entry best = null;
    int bestPriority = pins.installedPriority(found.name(), found.version());
    String bestVersion = found.version();
    for (Entry entry : index.find(found.name())) {
      boolean fits = entry.architecture().equals(architecture)
          || entry.architecture().equals("all") && architecture.equals(native_);
      int priority = fits ? pins.priority(entry, index.sources().get(entry.source())) : 0;
      int order = VersionOrder.DEBIAN.compare(entry.version(), found.version());
      if (priority <= 0 || order < 0 && priority < 1000) {
        continue;
      }
      if (order == 0) {
        if (priority > bestPriority) {
          best = null;
          bestPriority = priority;
          bestVersion = found.version();
        }
      } else if (priority > bestPriority || priority == bestPriority
          && VersionOrder.DEBIAN.compare(entry.version(), bestVersion) > 0) {
        best = entry;
        bestPriority = priority;
        bestVersion = entry.version();
      }
    }
    return Optional.ofNullable(best);
  }

  private void take(Entry entry, String installedVersion) throws IOException {
    chosen.computeIfAbsent(entry.name(), name -> new ArrayList<>(1)).add(entry);
    toFollow.add(entry);
    Stanza stanza = reader.read(entry);
    changes.add(new PackageChange(entry.name(), entry.architecture(), installedVersion, entry.version(),
        Math.max(0, stanza.number("size")), index.sources().get(entry.source()).index().suite()));
    for (List<Dependency> group : Dependency.groups(stanza.get("provides"))) {
      group.forEach(provided -> providedNow.put(provided.name(), provided.version()));
    }
  }

  private void provideWhatIsInstalled() {
    for (Package found : database.status().packages()) {
      if (!found.provides().isEmpty()) {
        for (List<Dependency> group : Dependency.groups(found.provides())) {
          group.forEach(provided -> providedNow.putIfAbsent(provided.name(), provided.version()));
        }
      }
    }
  }

  private void follow(Entry entry) throws IOException {
    Stanza stanza = reader.read(entry);
    for (List<Dependency> group : Dependency.groups(stanza.get("pre-depends") + "," + stanza.get("depends"))) {
      supply(group);
    }
    if (recommends) {
      Set<String> before = new HashSet<>();
      for (Package found : installed.getOrDefault(entry.name(), List.of())) {
        Dependency.groups(found.recommends()).forEach(group -> group.forEach(d -> before.add(d.name())));
      }
      for (List<Dependency> group : Dependency.groups(stanza.get("recommends"))) {
        if (group.stream().noneMatch(dependency -> before.contains(dependency.name()))) {
          supply(group);
        }
      }
    }
  }

  private void supply(List<Dependency> group) throws IOException {
    for (Dependency dependency : group) {
      if (satisfied(dependency)) {
        return;
      }
    }
    for (Dependency dependency : group) {
      Optional<Entry> found = best(index.find(dependency.name()).stream()
          .filter(entry -> dependency.acceptsVersion(entry.version())).toList());
      if (found.isEmpty()) {
        found = best(reader.providers(dependency));
      }
      if (found.isPresent()) {
        if (!installed.containsKey(found.get().name())) {
          take(found.get(), "");
        }
        return;
      }
    }
  }

  private boolean satisfied(Dependency dependency) {
    List<Entry> now = chosen.getOrDefault(dependency.name(), List.of());
    if (now.stream().anyMatch(entry -> dependency.acceptsVersion(entry.version()))) {
      return true;
    }
    List<Package> before = now.isEmpty() ? installed.getOrDefault(dependency.name(), List.of()) : List.of();
    if (before.stream().anyMatch(found -> dependency.acceptsVersion(found.version()))) {
      return true;
    }
    String provided = providedNow.get(dependency.name());
    return provided != null && (dependency.relation().isEmpty()
        || !provided.isEmpty() && dependency.acceptsVersion(provided));
  }

  private Optional<Entry> best(List<Entry> entries) {
    String native_ = database.status().architecture();
    return entries.stream()
        .filter(entry -> entry.architecture().equals("all") || entry.architecture().equals(native_))
        .filter(entry -> pins.priority(entry, index.sources().get(entry.source())) > 0)
        .max(Comparator.comparingInt((Entry entry) -> pins.priority(entry, index.sources().get(entry.source())))
            .thenComparing(Entry::version, VersionOrder.DEBIAN));
  }
}
