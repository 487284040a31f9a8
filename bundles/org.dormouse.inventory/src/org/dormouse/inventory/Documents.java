package org.dormouse.inventory;

import java.util.Optional;

/** The limits of kinds, names and documents, the same for every store. */
public final class Documents {

  public static final int LONGEST_NAME = 500;
  public static final int LONGEST_DOCUMENT = 16 * 1024 * 1024;

  private Documents() {}

  /** What is wrong with them, in one sentence; empty if nothing. */
  public static Optional<String> problem(String kind, String name, String document) {
    if (!isKind(kind)) {
      return Optional.of("The kind \"" + shortened(kind) + "\" must be 1 to 60 lower-case letters, digits or dashes.");
    }
    if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("The name \"" + shortened(name) + "\" must be 1 to " + LONGEST_NAME
          + " characters without control characters.");
    }
    if (document.isEmpty() || document.length() > LONGEST_DOCUMENT) {
      return Optional.of("The document of " + kind + " " + shortened(name) + " must be 1 to " + LONGEST_DOCUMENT
          + " characters long, it is " + document.length() + ".");
    }
    return Optional.empty();
  }

  private static boolean isKind(String kind) {
    return !kind.isEmpty() && kind.length() <= 60
        && kind.chars().allMatch(c -> c == '-' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9');
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
