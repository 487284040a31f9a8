package org.dormouse.ui.graph.internal.pages;

import java.util.List;
import java.util.function.ToIntFunction;
import org.dormouse.ui.graph.internal.model.BuiltInStep;
import org.dormouse.ui.graph.internal.model.StepColumns.Column;

/** Titles of steps above their columns: in one line, or in two as even as can be. Pure; widths are in pixels. */
public final class HeadLines {

  private HeadLines() {}

  /** @param width of a text; a line may still be wider than there is room */
  public static List<String> of(String title, ToIntFunction<String> width, int room) {
    int space = width.applyAsInt(title) <= room ? -1 : evenly(title, width);
    return space < 0 ? List.of(title) : List.of(title.substring(0, space), title.substring(space + 1));
  }

  /** Room in which the title of no built-in step is cut; what a user calls a hook may have any length. */
  public static int narrowest(List<Column> columns, ToIntFunction<String> width) {
    return columns.stream().filter(column -> BuiltInStep.of(column.kind()).isPresent()).map(Column::title)
        .mapToInt(title -> of(title, width, 0).stream().mapToInt(width).max().orElseThrow()).max().orElse(0);
  }

  /** The space at which two lines are narrowest; -1 where there is none. */
  private static int evenly(String title, ToIntFunction<String> width) {
    int best = -1;
    int widest = Integer.MAX_VALUE;
    for (int space = title.indexOf(' '); space >= 0; space = title.indexOf(' ', space + 1)) {
      int now = Math.max(width.applyAsInt(title.substring(0, space)), width.applyAsInt(title.substring(space + 1)));
      best = now < widest ? space : best;
      widest = Math.min(now, widest);
    }
    return best;
  }
}
