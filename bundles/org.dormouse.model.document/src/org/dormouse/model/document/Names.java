package org.dormouse.model.document;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Patterns with * and ? over names, as documents have them: one rule for the engine and for who shows what it will do.
 * Matching takes at most as long as both lengths multiplied, whatever is written.
 */
public final class Names {

  private Names() {}

  public static boolean matches(String pattern, String name) {
    int at = 0;
    int in = 0;
    int star = -1;
    int taken = 0;
    while (in < name.length()) {
      char wanted = at < pattern.length() ? pattern.charAt(at) : 0;
      if (at < pattern.length() && wanted == '*') {
        star = at++;
        taken = in;
      } else if (at < pattern.length() && (wanted == '?' || wanted == name.charAt(in))) {
        at++;
        in++;
      } else if (star >= 0) {
        // what follows the last star does not fit here: let the star take one more
        at = star + 1;
        in = ++taken;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }

  /** Names that one of the patterns matches, made ready for thousands of both; none at all match no name. */
  public static Predicate<String> any(Collection<String> patterns) {
    Set<String> exact = new HashSet<>(patterns);
    List<String> others = patterns.stream().filter(Names::isPattern).toList();
    return name -> exact.contains(name) || others.stream().anyMatch(pattern -> matches(pattern, name));
  }

  private static boolean isPattern(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }

  /** As {@link #any}, but no patterns at all match every name. */
  public static Predicate<String> anyOrAll(Collection<String> patterns) {
    return patterns.isEmpty() ? name -> true : any(patterns);
  }

  /** The patterns that match nothing: a wrong name must not pass for a job well done. */
  public static List<String> idle(Collection<String> patterns, Collection<String> names) {
    Set<String> all = new HashSet<>(names);
    return patterns.stream().filter(pattern -> isPattern(pattern)
        ? names.stream().noneMatch(name -> matches(pattern, name)) : !all.contains(pattern)).toList();
  }
}
