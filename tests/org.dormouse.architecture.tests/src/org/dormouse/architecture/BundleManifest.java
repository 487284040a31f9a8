package org.dormouse.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** The headers of a bundle's manifest that the rules read, without their attributes and directives. */
record BundleManifest(String name, List<String> requiredBundles, List<String> importedPackages,
    List<String> exportedPackages, List<String> fragmentHosts, List<String> rawExports) {

  static BundleManifest of(Manifest manifest) {
    Attributes headers = manifest.getMainAttributes();
    return new BundleManifest(names(headers, "Bundle-SymbolicName").getFirst(), names(headers, "Require-Bundle"),
        names(headers, "Import-Package"), names(headers, "Export-Package"), names(headers, "Fragment-Host"),
        clauses(headers, "Export-Package"));
  }

  private static List<String> names(Attributes headers, String header) {
    return clauses(headers, header).stream().map(clause -> clause.split(";")[0].trim()).toList();
  }

  /** The comma-separated clauses of a header; commas inside quotes (version ranges) do not separate. */
  private static List<String> clauses(Attributes headers, String header) {
    String value = headers.getValue(header);
    List<String> clauses = new ArrayList<>();
    if (value == null) {
      return clauses;
    }
    StringBuilder clause = new StringBuilder();
    boolean quoted = false;
    for (char c : value.toCharArray()) {
      quoted ^= c == '"';
      if (c == ',' && !quoted) {
        clauses.add(clause.toString().trim());
        clause.setLength(0);
      } else {
        clause.append(c);
      }
    }
    clauses.add(clause.toString().trim());
    return clauses;
  }
}
