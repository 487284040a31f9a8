package org.dormouse.servicing;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Patterns with * and ? over names. */
final class Names {

  private Names() {}

  static boolean matches(String pattern, String name) {
    StringBuilder regex = new StringBuilder();
    for (char c : pattern.toCharArray()) {
      regex.append(switch (c) {
        case '*' -> ".*";
        case '?' -> ".";
        default -> Pattern.quote(String.valueOf(c));
      });
    }
    return name.matches(regex.toString());
  }

  /** No patterns at all match every name. */
  static boolean matchesAny(Collection<String> patterns, String name) {
    return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, name));
  }

  /** The patterns that match nothing: a wrong name must not pass for a job well done. */
  static List<String> idle(Collection<String> patterns, Collection<String> names) {
    return patterns.stream().filter(pattern -> names.stream().noneMatch(name -> matches(pattern, name))).toList();
  }
}
