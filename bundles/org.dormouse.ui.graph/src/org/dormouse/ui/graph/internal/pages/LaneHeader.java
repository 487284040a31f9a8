package org.dormouse.ui.graph.internal.pages;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dormouse.ui.graph.internal.figures.GraphColours;
import org.dormouse.ui.graph.internal.figures.Texts;
import org.dormouse.ui.graph.internal.model.CellPlaces;
import org.dormouse.ui.graph.internal.model.Phase;
import org.dormouse.ui.graph.internal.model.StepColumns.Column;
import org.dormouse.ui.graph.internal.model.TimeScale;
import org.eclipse.jface.resource.FontDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

/** Stays above the lines while they are scrolled: phases and steps, or the time. */
public final class LaneHeader extends Canvas {

  private static final int GAP = 3;
  private static final int LEAST_TICK_GAP = 70;
  private static final float SMALL = 0.8f;

  private final LaneView view;
  /** All that what is painted depends on. */
  private List<Object> shown = List.of();
  private Optional<Font> small = Optional.empty();

  public LaneHeader(Composite parent, LaneView view) {
    super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS);
    this.view = view;
    addPaintListener(event -> paint(event.gc));
    addListener(SWT.MouseMove, event -> setToolTipText(titleAt(event.x)));
    view.onShown(this::follow);
    view.onScrolled(this::follow);
  }

  /** Lines that go up and down, and the steps in them, are nothing to it. */
  private void follow() {
    List<Object> next = List.of(view.board().places() instanceof CellPlaces.TimeLine line ? line.scale()
        : view.board().places(), view.board().colours(), view.inSight().x, view.scale());
    if (!isDisposed() && !next.equals(shown)) {
      shown = next;
      redraw();
    }
  }

  @Override
  public Point computeSize(int widthHint, int heightHint, boolean changed) {
    GC gc = new GC(this);
    int line = gc.getFontMetrics().getHeight();
    gc.dispose();
    return new Point(widthHint == SWT.DEFAULT ? 400 : widthHint, 3 * line + 5 * GAP);
  }

  private String titleAt(int x) {
    return view.board().places() instanceof CellPlaces.Columns columns ? columns.columns().all().stream()
        .filter(column -> x >= left(columns, column) && x < left(columns, column) + width(columns)
            && x >= nameWidth()).map(column -> column.phase().title() + ": " + column.title()).findFirst().orElse(null)
        : null;
  }

  private int nameWidth() {
    return (int) (CellPlaces.NAME_WIDTH * view.scale());
  }

  private int left(CellPlaces.Columns columns, Column column) {
    int index = columns.columns().indexOf(column.kind());
    return (int) ((CellPlaces.NAME_WIDTH + index * columns.columnWidth()) * view.scale()) - view.inSight().x;
  }

  private int width(CellPlaces.Columns columns) {
    return (int) (columns.columnWidth() * view.scale());
  }

  private void paint(GC gc) {
    GraphColours colours = view.board().colours();
    Rectangle area = getClientArea();
    gc.setBackground(colours.band());
    gc.fillRectangle(area);
    gc.setClipping(nameWidth(), 0, area.width - nameWidth(), area.height);
    switch (view.board().places()) {
      case CellPlaces.Columns columns -> paintColumns(gc, columns, colours, area);
      case CellPlaces.TimeLine line -> paintTicks(gc, line.scale(), colours, area);
    }
    gc.setClipping((Rectangle) null);
    gc.setForeground(colours.muted());
    int line = gc.getFontMetrics().getHeight();
    gc.drawText("Virtual machine", 8, area.height - line - 2 * GAP, true);
    gc.setForeground(colours.grid());
    gc.drawLine(0, area.height - 1, area.width, area.height - 1);
    gc.drawLine(nameWidth() - 1, 0, nameWidth() - 1, area.height);
  }

  private void paintColumns(GC gc, CellPlaces.Columns columns, GraphColours colours, Rectangle area) {
    int line = gc.getFontMetrics().getHeight();
    int room = width(columns) - 4;
    Font font = isCut(columns, getFont(), room) ? small() : getFont();
    gc.setFont(font);
    Phase before = null;
    for (Column column : columns.columns().all()) {
      int x = left(columns, column);
      int width = width(columns);
      if (column.phase() != before) {
        before = column.phase();
        gc.setForeground(colours.muted());
        gc.drawText(Texts.cut(before.title(), font, room(columns, before)), x + GAP, GAP, true);
        gc.setForeground(colours.grid());
        gc.drawLine(x - 1, 0, x - 1, area.height);
      }
      gc.setForeground(colours.text());
      List<String> lines = HeadLines.of(column.title(), text -> Texts.width(text, font), room);
      for (int i = 0; i < lines.size(); i++) {
        String text = Texts.cut(lines.get(i), font, room);
        int y = area.height - 2 * GAP - (lines.size() - i) * line;
        gc.drawText(text, x + Math.max(2, (width - Texts.width(text, font)) / 2), y, true);
      }
    }
    gc.setFont(getFont());
  }

  /** For columns in which a title would be cut in the usual one. Never disposed: {@link Texts} keeps widths by font. */
  private Font small() {
    if (small.isEmpty()) {
      FontDescriptor usual = FontDescriptor.createFrom(getFont());
      int height = Math.round(usual.getFontData()[0].getHeight() * SMALL);
      small = Optional.of(JFaceResources.getResources().create(usual.setHeight(height)));
    }
    return small.get();
  }

  private int room(CellPlaces.Columns columns, Phase phase) {
    return width(columns) * (int) columns.columns().all().stream().filter(column -> column.phase() == phase).count()
        - 2 * GAP;
  }

  private boolean isCut(CellPlaces.Columns columns, Font font, int room) {
    List<Column> all = columns.columns().all();
    Stream<Phase> phases = all.stream().map(Column::phase).distinct();
    return HeadLines.narrowest(all, text -> Texts.width(text, font)) > room
        || phases.anyMatch(phase -> Texts.width(phase.title(), font) > room(columns, phase));
  }

  private void paintTicks(GC gc, TimeScale scale, GraphColours colours, Rectangle area) {
    int line = gc.getFontMetrics().getHeight();
    for (TimeScale.Tick tick : scale.ticks(LEAST_TICK_GAP, ZoneId.systemDefault())) {
      int x = CellPlaces.NAME_WIDTH + tick.x() - view.inSight().x;
      if (x > -LEAST_TICK_GAP && x < area.width) {
        gc.setForeground(colours.grid());
        gc.drawLine(x, area.height - 2 * line, x, area.height);
        gc.setForeground(colours.text());
        gc.drawText(tick.label(), x + GAP, area.height - line - 2 * GAP, true);
      }
    }
  }
}
