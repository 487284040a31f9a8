package org.dormouse.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dormouse.cli.Terminal.Style;

/** Rows of cells, printed in columns as wide as their content; the last column is not filled up. */
final class Table {

  private static final String GAP = "  ";
  private static final Map<String, Style> STYLES = Map.ofEntries(
      Map.entry("serviced", Style.GOOD), Map.entry("succeeded", Style.GOOD), Map.entry("up-to-date", Style.GOOD),
      Map.entry("up to date", Style.GOOD), Map.entry("failed", Style.BAD), Map.entry("blocked", Style.BAD),
      Map.entry("BLOCK", Style.BAD), Map.entry("WARN", Style.WARN), Map.entry("stale", Style.WARN),
      Map.entry("pending", Style.WARN), Map.entry("cancelled", Style.WARN), Map.entry("needs operator", Style.WARN),
      Map.entry("cannot-tell", Style.WARN), Map.entry("never-assessed", Style.SOFT), Map.entry("skipped", Style.SOFT));

  private final List<String> head;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... head) {
    this.head = List.of(head);
  }

  Table row(Object... cells) {
    rows.add(Arrays.stream(cells).map(cell -> Terminal.clean(String.valueOf(cell)).replace('\n', ' ')).toList());
    return this;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  void print(Terminal terminal) {
    int[] widths = new int[head.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = head.get(column).length();
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    terminal.raw(terminal.styled(Style.STRONG, line(terminal, head, widths, false)));
    rows.forEach(row -> terminal.raw(line(terminal, row, widths, true)));
  }

  private static String line(Terminal terminal, List<String> cells, int[] widths, boolean styled) {
    List<String> filled = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String text = styled && STYLES.containsKey(cell) ? terminal.styled(STYLES.get(cell), cell) : cell;
      filled.add(i == cells.size() - 1 ? text : text + " ".repeat(widths[i] - cell.length()));
    }
    return filled.stream().collect(Collectors.joining(GAP)).stripTrailing();
  }
}
