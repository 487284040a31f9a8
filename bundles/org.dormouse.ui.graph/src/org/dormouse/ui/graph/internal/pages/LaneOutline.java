package org.dormouse.ui.graph.internal.pages;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.graph.internal.figures.GraphColours;
import org.dormouse.ui.graph.internal.model.CellPlaces;
import org.dormouse.ui.graph.internal.model.CellPlaces.Box;
import org.dormouse.ui.graph.internal.model.Lane;
import org.dormouse.ui.graph.internal.model.Row;
import org.dormouse.ui.parts.TabKey;
import org.dormouse.ui.style.StateStyle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Event;

/**
 * All lines of a run as a thumbnail, however many there are; the frame is what is in sight and is moved by the mouse or
 * the arrow keys.
 */
final class LaneOutline extends Thumbnail {

  private static final int HIGHEST_LINE = 6;
  private static final Duration AT_MOST = Duration.ofMillis(500);

  /** None until there is one to follow. */
  private Optional<LaneView> followed = Optional.empty();
  private final Runnable shown = UiThread.coalesced(AT_MOST, this::linesChanged);
  private final Runnable scrolled = this::redraw;
  /** The lines, drawn once for however often the frame is moved over them. */
  private Optional<Image> lines = Optional.empty();

  LaneOutline() {
    super("Thumbnail of all lanes", "run");
  }

  /** Called once, before or after its control was made. */
  void follow(LaneView view) {
    followed = Optional.of(view);
    view.onShown(shown);
    view.onScrolled(scrolled);
    linesChanged();
  }

  private void linesChanged() {
    lines.ifPresent(Image::dispose);
    lines = Optional.empty();
    redraw();
  }

  private void redraw() {
    if (isThere()) {
      canvas().redraw();
    }
  }

  @Override
  public void dispose() {
    followed.ifPresent(view -> {
      view.forget(shown);
      view.forget(scrolled);
    });
    followed = Optional.empty();
    lines.ifPresent(Image::dispose);
    lines = Optional.empty();
    super.dispose();
  }

  @Override
  void fill(Canvas canvas) {
    canvas.addPaintListener(event -> followed.ifPresent(view -> paint(view, event.gc)));
    canvas.addListener(SWT.Resize, event -> linesChanged());
    canvas.addListener(SWT.MouseDown, event -> followed.ifPresent(view -> jump(view, event)));
    canvas.addListener(SWT.MouseMove, event -> {
      if ((event.stateMask & SWT.BUTTON1) != 0) {
        followed.ifPresent(view -> jump(view, event));
      }
    });
    canvas.addListener(SWT.KeyDown, event -> followed.ifPresent(view -> {
      int by = event.keyCode == SWT.ARROW_DOWN ? 1 : event.keyCode == SWT.ARROW_UP ? -1 : 0;
      view.scrollTo(view.inSight().y + by * view.inSight().height / 2);
    }));
    TabKey.leaves(canvas);
    TabKey.frames(canvas);
  }

  private double lineHeight(LaneView view) {
    int rows = Math.max(1, view.board().model().rows().size());
    return Math.min(HIGHEST_LINE, canvas().getClientArea().height / (double) rows);
  }

  private void jump(LaneView view, Event event) {
    double row = event.y / lineHeight(view);
    view.scrollTo((int) (row * CellPlaces.PITCH * view.scale()) - view.inSight().height / 2);
  }

  private void paint(LaneView view, GC gc) {
    Rectangle area = canvas().getClientArea();
    if (area.isEmpty()) {
      return;
    }
    if (lines.isEmpty()) {
      lines = Optional.of(picture(view, area.width, area.height));
    }
    gc.drawImage(lines.get(), 0, 0);
    double height = lineHeight(view);
    double scale = height / (CellPlaces.PITCH * view.scale());
    gc.setForeground(view.board().colours().selection());
    gc.setLineWidth(2);
    int top = (int) (view.inSight().y * scale);
    int size = (int) Math.min(view.board().model().rows().size() * height, view.inSight().height * scale);
    gc.drawRectangle(1, top + 1, area.width - 3, Math.max(4, size - 2));
  }

  private Image picture(LaneView view, int width, int height) {
    Image picture = new Image(canvas().getDisplay(), width, height);
    GC gc = new GC(picture);
    try {
      paintLines(view, gc, width, height);
    } finally {
      gc.dispose();
    }
    return picture;
  }

  private void paintLines(LaneView view, GC gc, int width, int height) {
    gc.setBackground(view.board().colours().background());
    gc.fillRectangle(0, 0, width, height);
    List<Row> rows = view.board().model().rows();
    double line = lineHeight(view);
    int painted = -1;
    for (int i = 0; i < rows.size(); i++) {
      int y = (int) (i * line);
      // Where many lines fall on one pixel, one of them has to do.
      if (y != painted) {
        painted = y;
        paintLine(view, gc, rows.get(i), y, Math.max(1, (int) line - (line > 3 ? 1 : 0)), width);
      }
    }
  }

  private void paintLine(LaneView view, GC gc, Row row, int y, int height, int width) {
    GraphColours colours = view.board().colours();
    switch (row) {
      case Row.FoldRow fold -> {
        gc.setBackground(colour(colours, StateStyle.ofServicing(fold.state())));
        gc.fillRectangle(0, y, width, height);
      }
      case Row.LaneRow(Lane lane) -> {
        double share = width / (double) view.board().places().width();
        gc.setBackground(colour(colours, StateStyle.ofServicing(lane.servicing().state())));
        gc.fillRectangle(0, y, (int) (CellPlaces.NAME_WIDTH * share) - 2, height);
        for (Box box : view.board().places().boxes(lane)) {
          if (box.step().started().isPresent()) {
            gc.setBackground(colour(colours, StateStyle.ofStep(box.step().state())));
            gc.fillRectangle((int) (box.x() * share), y, Math.max(1, (int) (box.width() * share)), height);
          }
        }
      }
    }
  }

  /** What needs nobody stands back. */
  private static Color colour(GraphColours colours, StateStyle style) {
    return switch (style) {
      case SUCCEEDED, UP_TO_DATE -> colours.soft(style);
      case WAITING, CANCELLED, SKIPPED -> colours.grid();
      default -> colours.accent(style);
    };
  }
}
