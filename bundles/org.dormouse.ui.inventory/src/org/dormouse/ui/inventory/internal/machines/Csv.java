package org.dormouse.ui.inventory.internal.machines;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dormouse.api.Machines.Machine;

/**
 * Virtual machines as comma-separated values after RFC 4180. Names and systems come from images and are not trusted: a
 * cell that a spreadsheet would take for a formula begins with an apostrophe.
 */
public final class Csv {

  private static final String LINE = "\r\n";

  private Csv() {}

  /** A line of titles and one per machine. */
  public static String of(List<MachineColumn> columns, List<Machine> machines) {
    Stream<String> titles = Stream.of(columns.stream().map(column -> cell(column.title()))
        .collect(Collectors.joining(",")));
    Stream<String> lines = machines.stream().map(machine -> columns.stream()
        .map(column -> cell(column.value(machine))).collect(Collectors.joining(",")));
    return Stream.concat(titles, lines).collect(Collectors.joining(LINE, "", LINE));
  }

  /** For the clipboard: what is on the screen, separated by tabs. */
  public static String tabbed(List<MachineColumn> columns, List<Machine> machines) {
    return machines.stream().map(machine -> columns.stream()
        .map(column -> column.text(machine).replaceAll("\\s+", " ")).collect(Collectors.joining("\t")))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String cell(String text) {
    String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }
}
