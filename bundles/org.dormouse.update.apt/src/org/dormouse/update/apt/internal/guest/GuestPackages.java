package org.dormouse.update.apt.internal.guest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dormouse.spi.PackageChange;
import org.dormouse.spi.UpdateService.InstalledPackage;

/**
 * The packages of a running guest, from lines of dpkg-query: name, architecture, version, want, error flag, status,
 * installed size.
 *
 * @param held names of packages on hold, {@code broken} of those that are neither installed nor gone
 * @param sizes KiB by name, where they are known
 */
record GuestPackages(List<InstalledPackage> installed, Set<String> held, List<String> broken,
    Map<String, Long> sizes) {
  private static final int MOST = 200_000;

  /** A malformed line is an {@link IllegalArgumentException}: nothing may be concluded from part of a list. */
  static GuestPackages parse(String output) {
    List<InstalledPackage> installed = new ArrayList<>();
    Set<String> held = new HashSet<>();
    List<String> broken = new ArrayList<>();
    Map<String, Long> sizes = new HashMap<>();
    for (String line : output.split("\n")) {
      if (line.isEmpty()) {
        continue;
      }
      String[] f = line.split("\t", -1);
      if (f.length != 7 || f[0].isEmpty() || installed.size() > MOST) {
        throw new IllegalArgumentException("the list of packages has a malformed line");
      }
      if (f[3].equals("hold")) {
        held.add(f[0]);
      }
      if (f[6].matches("\\d{1,12}")) {
        sizes.put(f[0], Long.parseLong(f[6]));
      }
      switch (f[5]) {
        case "not-installed", "config-files" -> { }
        // triggers are worked off by the next run of dpkg; if they are not, its audit says so
        case "installed", "triggers-awaited", "triggers-pending" -> {
          installed.add(new InstalledPackage(f[0], f[1], f[2]));
          if (!f[4].equals("ok")) {
            broken.add(f[0]);
          }
        }
        default -> {
          installed.add(new InstalledPackage(f[0], f[1], f[2]));
          broken.add(f[0]);
        }
      }
    }
    installed.sort(Comparator.comparing(InstalledPackage::name).thenComparing(InstalledPackage::architecture));
    return new GuestPackages(installed, held, broken, sizes);
  }

  /** Is this package there, at this version; a package may have become independent of the architecture. */
  Optional<InstalledPackage> find(String name, String architecture) {
    Optional<InstalledPackage> exact = installed.stream()
        .filter(found -> found.name().equals(name) && found.architecture().equals(architecture)).findFirst();
    return exact.isPresent() ? exact : installed.stream().filter(found -> found.name().equals(name)
        && (found.architecture().equals("all") || architecture.equals("all") || architecture.isEmpty())).findFirst();
  }

  /** What is different now. Sizes and origins are taken from what was expected, where it was. */
  List<PackageChange> changesSince(GuestPackages before, List<PackageChange> expected) {
    Map<String, PackageChange> known = new HashMap<>();
    expected.forEach(change -> known.put(change.name(), change));
    List<PackageChange> changes = new ArrayList<>();
    for (InstalledPackage now : installed) {
      String old = before.find(now.name(), now.architecture()).map(InstalledPackage::version).orElse("");
      if (!old.equals(now.version())) {
        changes.add(change(now, old, now.version(), known));
      }
    }
    for (InstalledPackage then : before.installed) {
      if (find(then.name(), then.architecture()).isEmpty()) {
        changes.add(change(then, then.version(), "", known));
      }
    }
    changes.sort(Comparator.comparing(PackageChange::name).thenComparing(PackageChange::architecture));
    return changes;
  }

  private static PackageChange change(InstalledPackage found, String from, String to,
      Map<String, PackageChange> known) {
    Optional<PackageChange> expected = Optional.ofNullable(known.get(found.name()));
    return new PackageChange(found.name(), found.architecture(), from, to,
        expected.map(PackageChange::downloadBytes).orElse(0L), expected.map(PackageChange::origin).orElse(""));
  }
}
