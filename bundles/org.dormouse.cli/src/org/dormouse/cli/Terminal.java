package org.dormouse.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Where a command prints to. What comes from the engine may have come from a guest or an image: control characters
 * never reach the terminal.
 *
 * @param interactive standard output is a terminal, which can be redrawn
 * @param coloured colours may be used; never the only thing that tells a state
 */
record Terminal(PrintStream out, PrintStream err, boolean interactive, boolean coloured, int columns, int rows) {

  private static final int USUAL_COLUMNS = 100;
  private static final int USUAL_ROWS = 24;

  /** A style of text, by its number in ECMA-48. */
  enum Style {
    GOOD(32), BAD(31), WARN(33), SOFT(2), STRONG(1);

    private final int code;

    Style(int code) {
      this.code = code;
    }
  }

  static Terminal ofProcess(Map<String, String> environment) {
    boolean interactive = isTerminal(1) && !"dumb".equals(environment.get("TERM"));
    boolean coloured = interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
    int[] size = interactive ? size() : new int[] {USUAL_ROWS, USUAL_COLUMNS};
    return new Terminal(new PrintStream(System.out, true, StandardCharsets.UTF_8),
        new PrintStream(System.err, true, StandardCharsets.UTF_8), interactive, coloured, size[1], size[0]);
  }

  static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
    } catch (IOException e) {
      return false;
    }
  }

  /** Rows and columns, by stty(1). */
  private static int[] size() {
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(Path.of("/dev/tty").toFile())
          .redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String[] answer = new String(stty.getInputStream().readNBytes(64), StandardCharsets.US_ASCII).strip().split(" ");
      stty.waitFor(1, TimeUnit.SECONDS);
      int rows = Integer.parseInt(answer[0]);
      int columns = Integer.parseInt(answer[1]);
      return new int[] {rows > 0 ? rows : USUAL_ROWS, columns > 0 ? columns : USUAL_COLUMNS};
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return new int[] {USUAL_ROWS, USUAL_COLUMNS};
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new int[] {USUAL_ROWS, USUAL_COLUMNS};
    }
  }

  /** Text in a style, where there are styles. */
  String styled(Style style, String text) {
    return coloured ? "\033[" + style.code + "m" + text + "\033[0m" : text;
  }

  /** Text from outside, as it may be shown. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(c -> {
      boolean hidden = Character.isISOControl(c) && c != '\n' || c >= 0x202a && c <= 0x202e
          || c >= 0x2066 && c <= 0x2069;
      clean.appendCodePoint(hidden ? '?' : c);
    });
    return clean.toString();
  }

  void say(String line) {
    out.println(clean(line));
  }

  /** A line that has been cleaned and styled already. */
  void raw(String line) {
    out.println(line);
  }

  void note(String line) {
    err.println(clean(line));
  }
}
