package org.dormouse.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A terminal that keeps what was printed. */
final class Printed {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  final Terminal terminal;

  Printed(boolean interactive, boolean coloured, int columns, int rows) {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    terminal = new Terminal(stream, stream, interactive, coloured, columns, rows);
  }

  static Printed pipe() {
    return new Printed(false, false, 100, 24);
  }

  String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
