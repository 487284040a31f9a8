package org.dormouse.cli;

import java.util.function.Supplier;
import org.dormouse.json.Json;
import picocli.CommandLine.Option;

/** How a listing is printed: for people, or whole for other programs. */
final class OutputOption {

  enum Format { table, json }

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "table",
      description = "How to print it: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  boolean isJson() {
    return format == Format.json;
  }

  /** @param nothing said instead of an empty table */
  void print(Terminal terminal, Object answer, Supplier<Table> table, String nothing) {
    if (isJson()) {
      terminal.out().println(Json.pretty(answer));
      return;
    }
    Table filled = table.get();
    if (filled.isEmpty()) {
      terminal.note(nothing);
    } else {
      filled.print(terminal);
    }
  }
}
