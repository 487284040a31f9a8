package org.dormouse.ui.graph.internal.export;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.dormouse.ui.graph.internal.export.Drawing.Align;
import org.dormouse.ui.graph.internal.figures.GraphColours;
import org.dormouse.ui.graph.internal.model.CellPlaces;
import org.dormouse.ui.graph.internal.model.CellPlaces.Box;
import org.dormouse.ui.graph.internal.model.Lane;
import org.dormouse.ui.graph.internal.model.Phase;
import org.dormouse.ui.graph.internal.model.Row;
import org.dormouse.ui.graph.internal.model.StepColumns.Column;
import org.dormouse.ui.graph.internal.model.TimeScale;
import org.dormouse.ui.graph.internal.parts.LaneWords;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;

/**
 * The whole graph of a run, from the same layout as on the screen: all lines, whatever is in sight. Immutable; drawn on
 * any thread.
 *
 * @param library with what every name begins and what is left out; empty: nothing
 */
public record LanePicture(String title, List<Row> rows, CellPlaces places, String library, Instant now, ZoneId zone) {

  private static final GraphColours COLOURS = GraphColours.of(false);
  private static final int HEAD = 96;
  private static final int TICK_GAP = 70;

  /** @param format {@code svg} or {@code png} */
  public void save(String format, Path file) throws IOException {
    Drawing drawing = format.equals("svg") ? new SvgDrawing(width(), height()) : new ImageDrawing(width(), height());
    draw(drawing);
    drawing.save(file);
  }

  int width() {
    return places.width() + 8;
  }

  int height() {
    return HEAD + rows.size() * CellPlaces.PITCH + 8;
  }

  void draw(Drawing on) {
    on.rectangle(0, 0, width(), height(), 0, COLOURS.background().getRGB());
    on.text(title, 8, 22, width() - 16, Align.LEFT, COLOURS.text().getRGB());
    on.rectangle(0, 36, width(), HEAD - 36, 0, COLOURS.band().getRGB());
    on.text("Virtual machine", 8, HEAD - 10, CellPlaces.NAME_WIDTH, Align.LEFT, COLOURS.muted().getRGB());
    switch (places) {
      case CellPlaces.Columns columns -> columns(on, columns);
      case CellPlaces.TimeLine line -> ticks(on, line.scale());
    }
    for (int i = 0; i < rows.size(); i++) {
      row(on, rows.get(i), HEAD + i * CellPlaces.PITCH);
    }
  }

  private void columns(Drawing on, CellPlaces.Columns columns) {
    Phase before = null;
    for (int i = 0; i < columns.columns().size(); i++) {
      Column column = columns.columns().all().get(i);
      int x = CellPlaces.NAME_WIDTH + i * columns.columnWidth();
      if (column.phase() != before) {
        before = column.phase();
        on.text(before.title(), x + 3, 50, 4 * columns.columnWidth(), Align.LEFT, COLOURS.muted().getRGB());
        on.line(x - 1, 36, x - 1, height(), COLOURS.grid().getRGB());
      }
      int space = column.title().indexOf(' ');
      String first = space < 0 ? "" : column.title().substring(0, space);
      on.text(first, x + columns.columnWidth() / 2, HEAD - 25, columns.columnWidth() - 2, Align.CENTRE,
          COLOURS.text().getRGB());
      on.text(column.title().substring(space + 1), x + columns.columnWidth() / 2, HEAD - 10,
          columns.columnWidth() - 2, Align.CENTRE, COLOURS.text().getRGB());
    }
  }

  private void ticks(Drawing on, TimeScale scale) {
    for (TimeScale.Tick tick : scale.ticks(TICK_GAP, zone)) {
      int x = CellPlaces.NAME_WIDTH + tick.x();
      on.line(x, HEAD - 24, x, height(), COLOURS.grid().getRGB());
      on.text(tick.label(), x + 3, HEAD - 10, TICK_GAP, Align.LEFT, COLOURS.text().getRGB());
    }
  }

  private void row(Drawing on, Row row, int top) {
    int base = top + CellPlaces.PITCH / 2 + 4;
    on.line(0, top + CellPlaces.PITCH - 1, width(), top + CellPlaces.PITCH - 1, COLOURS.grid().getRGB());
    switch (row) {
      case Row.FoldRow fold -> {
        StateGlyph.of(StateStyle.ofServicing(fold.state())).draw(on, 18, top + CellPlaces.PITCH / 2, COLOURS);
        on.text(LaneWords.fold(fold), 34, base, width() - 40, Align.LEFT, COLOURS.text().getRGB());
      }
      case Row.LaneRow(Lane lane) -> {
        on.begin(LaneWords.lane(lane, now));
        StateGlyph.of(StateStyle.ofServicing(lane.servicing().state())).draw(on, 18, top + CellPlaces.PITCH / 2,
            COLOURS);
        on.text(LaneWords.name(lane, library), 34, base, CellPlaces.NAME_WIDTH - 90, Align.LEFT,
            COLOURS.text().getRGB());
        on.text(LaneWords.status(lane, now), CellPlaces.NAME_WIDTH - 8, base, 54, Align.RIGHT,
            COLOURS.muted().getRGB());
        on.end();
        places.boxes(lane).forEach(box -> box(on, box, top));
      }
    }
  }

  private void box(Drawing on, Box box, int top) {
    StateStyle style = StateStyle.ofStep(box.step().state());
    int x = box.x() + (box.width() > 12 ? 2 : 0);
    int width = box.width() - (box.width() > 12 ? 4 : 1);
    int height = CellPlaces.PITCH - 7;
    on.begin(LaneWords.step(box, now));
    switch (style) {
      case WAITING, SKIPPED, CANCELLED, UNKNOWN -> on.frame(x, top + 3, width, height, 8, COLOURS.grid().getRGB());
      default -> on.rectangle(x, top + 3, width, height, box.width() > 12 ? 8 : 2, (box.width() > 12
          ? COLOURS.tint(style) : COLOURS.accent(style)).getRGB());
    }
    String badge = LaneWords.badge(box);
    boolean labelled = box.bar() && width > 60;
    if (width >= 20) {
      int at = labelled ? x + 12 : x + width / 2 - (badge.isEmpty() ? 0 : 10);
      StateGlyph.of(style).draw(on, at, top + CellPlaces.PITCH / 2, COLOURS);
      on.text(badge, at + 11, top + CellPlaces.PITCH / 2 + 4, labelled ? 0 : 24, Align.LEFT, COLOURS.text().getRGB());
    }
    if (labelled) {
      on.text(Words.stepKind(box.step().kind()), x + 24, top + CellPlaces.PITCH / 2 + 4, width - 26, Align.LEFT,
          COLOURS.text().getRGB());
    }
    on.end();
  }
}
