package org.dormouse.update.apt.internal.debian;

import java.util.ArrayList;
import java.util.List;

/**
 * One alternative of a dependency, e.g. {@code libc6:any (>= 2.36)}.
 *
 * @param qualifier architecture after the colon, empty if there is none
 * @param relation one of {@code << <= = >= >>}, empty where any version will do
 */
public record Dependency(String name, String qualifier, String relation, String version) {

  private static final int MAX_ALTERNATIVES = 10_000;

  /**
   * The groups of a field such as Depends: all groups must hold, of each group one alternative. Restrictions in square
   * or angle brackets belong to source packages and are skipped. What is malformed is left out.
   */
  public static List<List<Dependency>> groups(String field) {
    List<List<Dependency>> groups = new ArrayList<>();
    int count = 0;
    for (String group : field.split(",")) {
      List<Dependency> alternatives = new ArrayList<>();
      for (String alternative : group.split("\\|")) {
        Dependency dependency = one(alternative.strip());
        if (!dependency.name.isEmpty() && count++ < MAX_ALTERNATIVES) {
          alternatives.add(dependency);
        }
      }
      if (!alternatives.isEmpty()) {
        groups.add(alternatives);
      }
    }
    return groups;
  }

  private static Dependency one(String text) {
    int nameEnd = 0;
    while (nameEnd < text.length() && " \t\n([<".indexOf(text.charAt(nameEnd)) < 0) {
      nameEnd++;
    }
    String name = text.substring(0, nameEnd);
    String qualifier = "";
    int colon = name.indexOf(':');
    if (colon >= 0) {
      qualifier = name.substring(colon + 1);
      name = name.substring(0, colon);
    }
    int open = text.indexOf('(', nameEnd);
    int close = text.indexOf(')', nameEnd);
    if (open < 0 || close < open) {
      return new Dependency(name, qualifier, "", "");
    }
    String inside = text.substring(open + 1, close).strip();
    int at = 0;
    while (at < inside.length() && "<>=".indexOf(inside.charAt(at)) >= 0) {
      at++;
    }
    String relation = switch (inside.substring(0, at)) {
      case "<" -> "<=";
      case ">" -> ">=";
      default -> inside.substring(0, at);
    };
    return new Dependency(name, qualifier, relation, inside.substring(at).strip());
  }

  /** Does this version of a package with this name satisfy it. */
  public boolean acceptsVersion(String offered) {
    if (relation.isEmpty()) {
      return true;
    }
    int order = VersionOrder.DEBIAN.compare(offered, version);
    return switch (relation) {
      case "<<" -> order < 0;
      case "<=" -> order <= 0;
      case "=" -> order == 0;
      case ">=" -> order >= 0;
      case ">>" -> order > 0;
      default -> false;
    };
  }

  /** Does an entry of a Provides field satisfy it: a version can only be asked for where one is provided. */
  public boolean acceptsProvided(Dependency provided) {
    return provided.name.equals(name)
        && (relation.isEmpty() || provided.relation.equals("=") && acceptsVersion(provided.version));
  }
}
