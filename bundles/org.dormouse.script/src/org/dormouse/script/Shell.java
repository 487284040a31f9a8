package org.dormouse.script;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words and texts in the language of the POSIX shell (IEEE Std 1003.1, Shell Command Language, 2.2 Quoting and 2.7.4
 * Here-Document): read by any {@code sh}, they become what they were, whatever they contain. A character 0, which no
 * argument can have, is left out. The written text itself has no control characters but line breaks and tabs, so that
 * it can be shown and copied.
 */
public final class Shell {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");
  private static final int WIDTH = 100;

  private Shell() {}

  /** One word. */
  public static String word(String text) {
    String clean = text.replace("\0", "");
    if (PLAIN.matcher(clean).matches()) {
      return clean;
    }
    return clean.codePoints().anyMatch(Shell::isHidden) ? escaped(clean) : quoted(clean);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** Neither line break nor tab, and not to be seen, or able to make other text look as it is not. */
  private static boolean isHidden(int c) {
    return Character.isISOControl(c) && c != '\n' && c != '\t' || c >= 0x202a && c <= 0x202e
        || c >= 0x2066 && c <= 0x2069 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  /** By printf, whose output loses the line breaks at its end when it becomes a word; they are put behind it. */
  private static String escaped(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\n') {
      end--;
    }
    String breaks = text.substring(end);
    String word = "\"$(printf %b " + quoted(percentB(text.substring(0, end))) + ")\"";
    return breaks.isEmpty() ? word : word + quoted(breaks);
  }

  private static String percentB(String text) {
    StringBuilder escapes = new StringBuilder();
    text.codePoints().forEach(c -> {
      if (c == '\\') {
        escapes.append("\\\\");
      } else if (isHidden(c)) {
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          escapes.append(String.format("\\0%03o", b & 0xff));
        }
      } else {
        escapes.appendCodePoint(c);
      }
    });
    return escapes.toString();
  }

  /** A command on one line, or, where that would be long, on several that begin with an option. */
  public static String command(List<String> words) {
    List<String> written = words.stream().map(Shell::word).toList();
    String line = String.join(" ", written);
    if (line.length() <= WIDTH && !line.contains("\n")) {
      return line;
    }
    StringBuilder command = new StringBuilder();
    String present = written.getFirst();
    for (int i = 1; i < written.size();) {
      StringBuilder option = new StringBuilder(written.get(i++));
      while (i < written.size() && !written.get(i).startsWith("-")) {
        option.append(" ").append(written.get(i++));
      }
      if (present.length() + 1 + option.length() <= WIDTH) {
        present += " " + option;
      } else {
        command.append(present).append(" \\\n");
        present = "  " + option;
      }
    }
    return command.append(present).toString();
  }

  /** A command that reads the text on standard input. */
  public static String command(List<String> words, String input) {
    String clean = input.replace("\0", "");
    if (clean.isEmpty()) {
      return command(words);
    }
    if (clean.codePoints().anyMatch(Shell::isHidden)) {
      return "printf %b " + quoted(percentB(clean)) + " |\n  " + command(words);
    }
    return clean.endsWith("\n") ? hereDocument(command(words), clean)
        : "printf %s " + quoted(clean) + " |\n  " + command(words);
  }

  /** @param text ends with a line break */
  static String hereDocument(String command, String text) {
    String delimiter = "END";
    List<String> lines = text.lines().toList();
    for (int i = 2; lines.contains(delimiter); i++) {
      delimiter = "END" + i;
    }
    return command + " <<'" + delimiter + "'\n" + text + delimiter;
  }

  /** Text as comment lines. */
  public static String comment(String text) {
    return text.lines().map(line -> line.codePoints().map(c -> isHidden(c) ? '?' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString())
        .map(line -> line.isEmpty() ? "#" : "# " + line).collect(Collectors.joining("\n"));
  }
}
