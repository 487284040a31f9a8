package org.dormouse.report;

import java.time.Duration;
import java.util.Locale;

/** States and amounts in words. */
final class Texts {

  private Texts() {}

  /** Control characters, and those that turn the direction of text: they could hide what is said. */
  static boolean isHidden(int c) {
    return Character.isISOControl(c) || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
  }

  /** Text from outside as it may be shown. */
  static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints().forEach(c -> printable.appendCodePoint(c != '\n' && isHidden(c) ? '?' : c));
    return printable.toString();
  }

  static String words(String state) {
    return state.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The state of a servicing as its result. */
  static String result(String state) {
    return switch (state) {
      case "SUCCEEDED" -> "serviced";
      case "NEEDS_OPERATOR" -> "needs a decision";
      default -> words(state);
    };
  }

  /** Class of the style sheet; of a state it does not know, a plain one. */
  static String style(String state) {
    return switch (state) {
      case "SUCCEEDED", "UP_TO_DATE" -> "good";
      case "FAILED", "CLEANUP_OWED" -> "bad";
      case "CANCELLED", "NEEDS_OPERATOR" -> "warn";
      default -> "plain";
    };
  }

  static String count(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return seconds >= 10 ? seconds + " s" : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds < 86_400 ? seconds / 3600 + " h " + seconds / 60 % 60 + " min"
        : seconds / 86_400 + " d " + seconds / 3600 % 24 + " h";
  }
}
