package org.dormouse.ui.graph.internal.export;

import org.dormouse.ui.graph.internal.figures.GraphColours;
import org.dormouse.ui.style.StateStyle;
import org.eclipse.swt.graphics.RGB;

/** The signs of states in few strokes, so that a picture needs no icon files; a shape of its own for each. */
record StateGlyph(StateStyle style, int[] strokes, boolean closed, boolean ring) {

  static StateGlyph of(StateStyle style) {
    return switch (style) {
      case SUCCEEDED -> new StateGlyph(style, new int[] {-3, 0, -1, 3, 4, -3}, false, false);
      case FAILED, BLOCKED -> new StateGlyph(style, new int[] {-3, -3, 3, 3, 0, 0, 3, -3, -3, 3}, false, false);
      case RUNNING -> new StateGlyph(style, new int[] {-2, -4, 4, 0, -2, 4}, true, false);
      case UP_TO_DATE -> new StateGlyph(style, new int[] {-3, 0, 0, -4, 3, 0, 0, -4, 0, 4}, false, false);
      case NEEDS_OPERATOR -> new StateGlyph(style, new int[] {0, -4, 0, 1, 0, 1, 0, 1}, false, false);
      case PAUSED, STALE -> new StateGlyph(style, new int[] {-2, -3, -2, 3}, false, false);
      case SKIPPED -> new StateGlyph(style, new int[] {-3, -3, 0, 0, -3, 3}, false, true);
      case CANCELLED -> new StateGlyph(style, new int[] {-3, 0, 3, 0}, false, true);
      case WAITING -> new StateGlyph(style, new int[] {0, -4, 0, 0, 3, 2}, false, true);
      case UNKNOWN -> new StateGlyph(style, new int[] {-1, 0, 1, 0}, false, true);
    };
  }

  void draw(Drawing on, int x, int y, GraphColours colours) {
    on.circle(x, y, 7, colours.accent(style).getRGB());
    RGB inside = colours.background().getRGB();
    if (ring) {
      on.circle(x, y, 6, inside);
    }
    int[] points = new int[strokes.length];
    for (int i = 0; i < strokes.length; i++) {
      points[i] = strokes[i] + (i % 2 == 0 ? x : y);
    }
    on.path(points, closed, ring ? colours.accent(style).getRGB() : inside);
  }
}
