package org.dormouse.servicing;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Patterns with * and ? over names. */
final class Names {

  private Names() {}

  static boolean matches(String pattern, String name) {
    return compile(pattern, 0).matcher(name).matches();
  }

  /** @param flags of {@link Pattern} */
  static Pattern compile(String pattern, int flags) {
    StringBuilder regex = new StringBuilder();
    for (char c : pattern.toCharArray()) {
      regex.append(switch (c) {
        case '*' -> ".*";
        case '?' -> ".";
        default -> Pattern.quote(String.valueOf(c));
      });
    }
    return Pattern.compile(regex.toString(), flags);
  }

  /** Names that one of the patterns matches, made ready for thousands of both; none at all match no name. */
  static Predicate<String> any(Collection<String> patterns) {
    Set<String> exact = new HashSet<>(patterns);
    List<Pattern> others = patterns.stream().filter(Names::isPattern).map(pattern -> compile(pattern, 0)).toList();
    return name -> exact.contains(name) || others.stream().anyMatch(other -> other.matcher(name).matches());
  }

  private static boolean isPattern(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }

  /** As {@link #any}, but no patterns at all match every name. */
  static Predicate<String> anyOrAll(Collection<String> patterns) {
    return patterns.isEmpty() ? name -> true : any(patterns);
  }

  /** The patterns that match nothing: a wrong name must not pass for a job well done. */
  static List<String> idle(Collection<String> patterns, Collection<String> names) {
    Set<String> all = new HashSet<>(names);
    return patterns.stream().filter(pattern -> {
      if (!isPattern(pattern)) {
        return !all.contains(pattern);
      }
      Pattern compiled = compile(pattern, 0);
      return names.stream().noneMatch(name -> compiled.matcher(name).matches());
    }).toList();
  }
}
