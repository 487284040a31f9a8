package org.dormouse.ui.inventory.internal.dashboard;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.dormouse.ui.inventory.internal.dashboard.Compliance.Part;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Theme;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

/** One bar in which every class has the share of it that it has of all virtual machines. */
final class ComplianceBar {

  private static final int GAP = 2;
  private static final int LEAST = 6;

  private final Canvas canvas;
  private final Map<Part, Rectangle> places = new EnumMap<>(Part.class);
  private Optional<Compliance> shown = Optional.empty();

  ComplianceBar(Composite parent, Consumer<Part> chosen) {
    canvas = Names.give(new Canvas(parent, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS), "Compliance");
    canvas.addListener(SWT.Paint, event -> paint(event.gc));
    canvas.addListener(SWT.MouseUp, event -> at(event.x).ifPresent(chosen));
    canvas.addListener(SWT.MouseMove, event -> canvas.setToolTipText(at(event.x)
        .map(part -> part.title() + ": " + shown.orElseThrow().classes().get(part)).orElse(null)));
    canvas.setCursor(canvas.getDisplay().getSystemCursor(SWT.CURSOR_HAND));
  }

  Canvas control() {
    return canvas;
  }

  void show(Compliance compliance) {
    shown = Optional.of(compliance);
    canvas.redraw();
  }

  private Optional<Part> at(int x) {
    return places.entrySet().stream().filter(entry -> x >= entry.getValue().x
        && x < entry.getValue().x + entry.getValue().width + GAP).map(Map.Entry::getKey).findFirst();
  }

  static StateStyle style(Part part) {
    return switch (part) {
      case UP_TO_DATE -> StateStyle.UP_TO_DATE;
      case STALE -> StateStyle.STALE;
      case FAILED -> StateStyle.FAILED;
      case BLOCKED -> StateStyle.BLOCKED;
      case NEVER -> StateStyle.UNKNOWN;
    };
  }

  private void paint(GC gc) {
    Rectangle area = canvas.getClientArea();
    places.clear();
    if (shown.isEmpty() || shown.get().total() == 0) {
      return;
    }
    Map<Part, Integer> classes = shown.get().classes();
    int used = (int) classes.values().stream().filter(count -> count > 0).count();
    int free = area.width - used * (LEAST + GAP);
    int x = area.x;
    gc.setAntialias(SWT.ON);
    for (Part part : Part.values()) {
      int count = classes.get(part);
      if (count > 0) {
        int width = LEAST + (int) ((long) free * count / shown.get().total());
        gc.setBackground(new Color(style(part).colour(Theme.isDark())));
        gc.fillRoundRectangle(x, area.y, width, area.height, 4, 4);
        places.put(part, new Rectangle(x, area.y, width, area.height));
        x += width + GAP;
      }
    }
  }
}
