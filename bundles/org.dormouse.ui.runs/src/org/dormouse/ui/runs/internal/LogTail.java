package org.dormouse.ui.runs.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What of a log is wanted. Never on the UI thread: a log is long. */
final class LogTail {

  /** The levels of the log, the least grave first. */
  enum Level { ALL, INFO, WARN, ERROR }

  private LogTail() {}

  /** Entries at or above a level that have all words in them; lines that go on an entry stay with it. */
  static String filtered(String text, Level least, String words) {
    List<String> kept = new ArrayList<>();
    StringBuilder entry = new StringBuilder();
    for (String line : text.split("\n")) {
      if (isBegin(line) && !entry.isEmpty()) {
        keep(kept, entry.toString(), least, words);
        entry.setLength(0);
      }
      entry.append(entry.isEmpty() ? "" : "\n").append(line);
    }
    keep(kept, entry.toString(), least, words);
    return String.join("\n", kept);
  }

  private static boolean isBegin(String line) {
    return !line.isEmpty() && Character.isDigit(line.charAt(0));
  }

  private static void keep(List<String> kept, String entry, Level least, String words) {
    boolean grave = least == Level.ALL || level(entry).compareTo(least) >= 0;
    String lower = entry.toLowerCase(Locale.ROOT);
    boolean meant = List.of(words.strip().toLowerCase(Locale.ROOT).split("\\s+")).stream()
        .allMatch(lower::contains);
    if (!entry.isBlank() && grave && meant) {
      kept.add(entry);
    }
  }

  private static Level level(String entry) {
    String head = entry.substring(0, Math.min(entry.length(), 60));
    return head.contains("ERROR") ? Level.ERROR : head.contains("WARN") ? Level.WARN
        : head.contains("INFO") ? Level.INFO : Level.ALL;
  }
}
