package org.dormouse.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a bundle may depend on, as {@code bundle-edges.txt} beside this class says: a line per bundle with its name, our
 * bundles it may see, and the prefixes of libraries (bundle or package names) it may see. Names are without the leading
 * {@code org.dormouse.}. A bundle without a line is itself a violation, so the table grows with the tree.
 */
final class BundleRules {
  private static final String OURS = "org.dormouse.";
  private static final List<String> COMMON_LIBRARIES = List.of("com.google.gson", "org.slf4j", "slf4j.api",
      "org.osgi.", "javax.");
  private static final Set<String> PLAIN_JAVA = Set.of("spi", "engine");
  private static final String COMMON_BUNDLE = "json";

  private final Map<String, Allowed> table;

  private BundleRules(Map<String, Allowed> table) {
    this.table = table;
  }

  private record Allowed(Set<String> bundles, List<String> libraries) {
  }

  static BundleRules load() throws IOException {
    Map<String, Allowed> table = new TreeMap<>();
    try (InputStream stream = BundleRules.class.getResourceAsStream("bundle-edges.txt")) {
      new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\\|", -1))
          .forEach(cells -> table.put(cells[0].trim(), new Allowed(Set.copyOf(words(cells[1])), words(cells[2]))));
    }
    return new BundleRules(table);
  }

  private static List<String> words(String cell) {
    return Stream.of(cell.trim().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  /** One sentence per edge that the table does not allow; empty when everything is as it says. */
  List<String> violations(List<BundleManifest> bundles) {
    Map<String, String> owners = new HashMap<>();
    bundles.forEach(bundle -> bundle.exportedPackages().forEach(name -> owners.put(name, bundle.name())));
    List<String> violations = new ArrayList<>();
    for (BundleManifest bundle : bundles) {
      Allowed allowed = table.get(shortName(bundle.name()));
      if (allowed == null) {
        violations.add(bundle.name() + " has no line in bundle-edges.txt");
      } else {
        check(bundle, allowed, owners, violations);
      }
      bundle.rawExports().stream().filter(export -> export.contains("x-friends") || export.contains("x-internal"))
          .forEach(export -> violations.add(bundle.name() + " exports to friends only: " + export));
    }
    return violations;
  }

  private void check(BundleManifest bundle, Allowed allowed, Map<String, String> owners, List<String> violations) {
    Stream<String> imported = bundle.importedPackages().stream().map(name -> owners.getOrDefault(name, name));
    Stream.of(bundle.requiredBundles().stream(), bundle.fragmentHosts().stream(), imported).flatMap(edges -> edges)
        .distinct()
        .filter(target -> !target.equals(bundle.name()))
        .filter(target -> !isAllowed(shortName(bundle.name()), allowed, target))
        .forEach(target -> violations.add(bundle.name() + " must not depend on " + target));
  }

  private static boolean isAllowed(String bundle, Allowed allowed, String target) {
    if (target.startsWith(OURS)) {
      String other = shortName(target);
      return allowed.bundles().contains(other) || other.equals(COMMON_BUNDLE) && !PLAIN_JAVA.contains(bundle);
    }
    Stream<String> libraries = PLAIN_JAVA.contains(bundle)
        ? allowed.libraries().stream()
        : Stream.concat(allowed.libraries().stream(), COMMON_LIBRARIES.stream());
    return libraries.anyMatch(target::startsWith);
  }

  private static String shortName(String bundle) {
    return bundle.startsWith(OURS) ? bundle.substring(OURS.length()) : bundle;
  }
}
