package org.dormouse.update.apt.internal.debian;

import java.util.Comparator;

/**
 * The order of Debian package versions, {@code [epoch:]upstream[-revision]}, as deb-version(7) defines it and dpkg
 * implements it: runs of non-digits are compared with tilde before the end and letters before all else, runs of digits
 * by their numeric value without a limit on their length. Takes any text; a malformed epoch counts as part of the
 * upstream version. Stateless.
 */
public enum VersionOrder implements Comparator<String> {
  DEBIAN;

  @Override
  public int compare(String left, String right) {
    if (left.equals(right)) {
      return 0;
    }
    int leftColon = epochEnd(left);
    int rightColon = epochEnd(right);
    int result = digits(left, 0, Math.max(leftColon, 0), right, 0, Math.max(rightColon, 0));
    if (result != 0) {
      return result;
    }
    int leftDash = revisionStart(left, leftColon + 1);
    int rightDash = revisionStart(right, rightColon + 1);
    result = part(left, leftColon + 1, leftDash, right, rightColon + 1, rightDash);
    if (result != 0) {
      return result;
    }
    return part(left, Math.min(leftDash + 1, left.length()), left.length(),
        right, Math.min(rightDash + 1, right.length()), right.length());
  }

  /** Position of the colon after a numeric epoch, else -1. */
  private static int epochEnd(String version) {
    for (int i = 0; i < version.length(); i++) {
      char c = version.charAt(i);
      if (c == ':') {
        return i == 0 ? -1 : i;
      }
      if (!isDigit(c)) {
        return -1;
      }
    }
    return -1;
  }

  private static int revisionStart(String version, int from) {
    int dash = version.lastIndexOf('-');
    return dash < from ? version.length() : dash;
  }

  private static int part(String a, int aFrom, int aEnd, String b, int bFrom, int bEnd) {
    int i = aFrom;
    int j = bFrom;
    while (i < aEnd || j < bEnd) {
      while (i < aEnd && !isDigit(a.charAt(i)) || j < bEnd && !isDigit(b.charAt(j))) {
        int difference = weight(a, i, aEnd) - weight(b, j, bEnd);
        if (difference != 0) {
          return difference;
        }
        i++;
        j++;
      }
      int iEnd = digitsEnd(a, Math.min(i, aEnd), aEnd);
      int jEnd = digitsEnd(b, Math.min(j, bEnd), bEnd);
      int result = digits(a, Math.min(i, aEnd), iEnd, b, Math.min(j, bEnd), jEnd);
      if (result != 0) {
        return result;
      }
      i = iEnd;
      j = jEnd;
    }
    return 0;
  }

  private static int digits(String a, int aFrom, int aEnd, String b, int bFrom, int bEnd) {
    int i = aFrom;
    int j = bFrom;
    while (i < aEnd && a.charAt(i) == '0') {
      i++;
    }
    while (j < bEnd && b.charAt(j) == '0') {
      j++;
    }
    if (aEnd - i != bEnd - j) {
      return Integer.compare(aEnd - i, bEnd - j);
    }
    for (; i < aEnd; i++, j++) {
      if (a.charAt(i) != b.charAt(j)) {
        return Character.compare(a.charAt(i), b.charAt(j));
      }
    }
    return 0;
  }

  private static int digitsEnd(String text, int from, int end) {
    int i = from;
    while (i < end && isDigit(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static int weight(String text, int at, int end) {
    if (at >= end) {
      return 0;
    }
    char c = text.charAt(at);
    if (isDigit(c)) {
      return 0;
    }
    if (c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z') {
      return c;
    }
    return c == '~' ? -1 : c + 256;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
