package org.dormouse.servicing.steps;

/** What a hook printed, as it is kept: its last part, without what would upset a terminal. Not trusted. */
final class HookLog {

  /** Fits into a ticket with every character escaped. */
  static final int LONGEST = 8_000;
  private static final int LONGEST_LINES = 600;

  private HookLog() {}

  static String shown(String log) {
    String clean = log.replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?");
    return clean.length() <= LONGEST ? clean : "…" + clean.substring(clean.length() - LONGEST);
  }

  /** For a message, on one line. */
  static String lastLines(String log) {
    String line = log.strip().replaceAll("\\s*\n\\s*", " / ");
    return line.length() <= LONGEST_LINES ? line : "…" + line.substring(line.length() - LONGEST_LINES);
  }
}
