package org.dormouse.ui.inventory.internal.machines;

import java.util.Comparator;

/** Order of names as people count: {@code web2} before {@code web10}; capitals do not matter. */
public final class NaturalOrder {

  public static final Comparator<String> IGNORING_CASE = NaturalOrder::compare;

  private NaturalOrder() {}

  private static int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      char left = a.charAt(i);
      char right = b.charAt(j);
      if (isDigit(left) && isDigit(right)) {
        int endLeft = endOfNumber(a, i);
        int endRight = endOfNumber(b, j);
        int order = compareNumbers(a, i, endLeft, b, j, endRight);
        if (order != 0) {
          return order;
        }
        i = endLeft;
        j = endRight;
      } else {
        int order = Character.compare(Character.toLowerCase(left), Character.toLowerCase(right));
        if (order != 0) {
          return order;
        }
        i++;
        j++;
      }
    }
    int rest = Integer.compare(a.length() - i, b.length() - j);
    return rest != 0 ? rest : a.compareTo(b);
  }

  private static boolean isDigit(char letter) {
    return letter >= '0' && letter <= '9';
  }

  private static int endOfNumber(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Of any length, so by digits: without leading zeros the longer one is greater. */
  private static int compareNumbers(String a, int from, int end, String b, int fromB, int endB) {
    int i = skipZeros(a, from, end);
    int j = skipZeros(b, fromB, endB);
    if (end - i != endB - j) {
      return Integer.compare(end - i, endB - j);
    }
    return a.substring(i, end).compareTo(b.substring(j, endB));
  }

  private static int skipZeros(String text, int from, int end) {
    int start = from;
    while (start < end && text.charAt(start) == '0') {
      start++;
    }
    return start;
  }
}
