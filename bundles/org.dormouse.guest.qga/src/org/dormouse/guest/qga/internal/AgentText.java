package org.dormouse.guest.qga.internal;

/** Text from outside, made fit for a message: short, one line, without control characters. */
public final class AgentText {

  private static final int LONGEST = 300;

  private AgentText() {}

  public static String shown(String text) {
    String kept = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return kept.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
