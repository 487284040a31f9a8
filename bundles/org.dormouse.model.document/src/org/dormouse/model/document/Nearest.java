package org.dormouse.model.document;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The known names that somebody who wrote an unknown one may have meant: those within a third of its length in
 * insertions, deletions, exchanges and swaps of neighbours, and those it is the beginning of.
 */
public final class Nearest {

  private static final int MOST = 3;
  private static final int LONGEST = 100;

  private Nearest() {}

  /** Nearest first, at most three. */
  public static List<String> of(String unknown, Collection<String> known) {
    String wanted = shortened(unknown);
    int tolerated = Math.max(1, wanted.length() / 3);
    record Candidate(String name, int distance) {}
    return known.stream()
        .map(name -> new Candidate(name, distance(wanted, shortened(name))))
        .filter(candidate -> candidate.distance() <= tolerated)
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .limit(MOST)
        .map(Candidate::name)
        .toList();
  }

  /** {@code Did you mean a or b?}, or what there is, or that there is nothing. */
  public static String hint(String unknown, Collection<String> known) {
    List<String> near = of(unknown, known);
    if (!near.isEmpty()) {
      return "Did you mean " + String.join(" or ", near) + "?";
    }
    if (known.isEmpty()) {
      return "There are none yet.";
    }
    return "Known are " + known.stream().sorted().limit(10).collect(Collectors.joining(", "))
        + (known.size() > 10 ? ", …" : "") + ".";
  }

  private static String shortened(String name) {
    return name.substring(0, Math.min(name.length(), LONGEST)).toLowerCase(Locale.ROOT);
  }

  /** Damerau's distance in the variant that never edits a part twice; 1 for a beginning of at least two letters. */
  static int distance(String a, String b) {
    if (a.length() > 1 && b.startsWith(a)) {
      return a.equals(b) ? 0 : 1;
    }
    int[][] rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 ? j : j == 0 ? i : cell(rows, a, b, i, j);
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int cell(int[][] rows, String a, String b, int i, int j) {
    int exchange = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int least = Math.min(Math.min(rows[i - 1][j], rows[i][j - 1]) + 1, rows[i - 1][j - 1] + exchange);
    boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
  }
}
