package org.dormouse.ui.graph.internal.pages;

import java.util.List;
import org.dormouse.ui.graph.internal.figures.Texts;
import org.dormouse.ui.graph.internal.model.BuiltInStep;
import org.dormouse.ui.graph.internal.model.StepColumns.Column;
import org.eclipse.swt.graphics.Font;

/** Titles of steps above their columns: in one line, or in two as even as can be. UI thread only. */
final class HeadLines {

  private HeadLines() {}

  /** @param room in pixels; what is longer is cut */
  static List<String> of(String title, Font font, int room) {
    int space = Texts.width(title, font) <= room ? -1 : evenly(title, font);
    return space < 0 ? List.of(Texts.cut(title, font, room))
        : List.of(Texts.cut(title.substring(0, space), font, room), Texts.cut(title.substring(space + 1), font, room));
  }

  /** Room in pixels in which the title of no built-in step is cut; one that a user gave a hook may have any length. */
  static int narrowest(List<Column> columns, Font font) {
    return columns.stream().filter(column -> BuiltInStep.of(column.kind()).isPresent())
        .mapToInt(column -> width(column.title(), evenly(column.title(), font), font)).max().orElse(0);
  }

  /** The space at which two lines are narrowest; -1 where there is none. */
  private static int evenly(String title, Font font) {
    int best = -1;
    for (int space = title.indexOf(' '); space >= 0; space = title.indexOf(' ', space + 1)) {
      best = best < 0 || width(title, space, font) < width(title, best, font) ? space : best;
    }
    return best;
  }

  private static int width(String title, int space, Font font) {
    return space < 0 ? Texts.width(title, font)
        : Math.max(Texts.width(title.substring(0, space), font), Texts.width(title.substring(space + 1), font));
  }
}
