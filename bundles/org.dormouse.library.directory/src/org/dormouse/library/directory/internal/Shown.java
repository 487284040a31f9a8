package org.dormouse.library.directory.internal;

/** Text from file names and sidecars as it may be shown: hostile control characters gone, and not endless. */
final class Shown {
  private static final int LONGEST = 160;

  private Shown() {}

  static String of(Object text) {
    var shown = new StringBuilder();
    text.toString().codePoints().limit(LONGEST + 1L).forEach(c -> {
      int type = Character.getType(c);
      boolean hidden = Character.isISOControl(c) || type == Character.FORMAT || type == Character.SURROGATE
          || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
      shown.appendCodePoint(hidden ? '?' : c);
    });
    return shown.codePointCount(0, shown.length()) <= LONGEST ? shown.toString()
        : shown.substring(0, shown.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
