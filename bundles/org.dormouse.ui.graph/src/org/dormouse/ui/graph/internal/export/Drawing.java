package org.dormouse.ui.graph.internal.export;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.swt.graphics.RGB;

/** What a picture is drawn on. Coordinates in pixels from the left upper corner. Not thread-safe. */
interface Drawing {

  /** How a text stands to its x. */
  enum Align { LEFT, CENTRE, RIGHT }

  void rectangle(int x, int y, int width, int height, int arc, RGB fill);

  void frame(int x, int y, int width, int height, int arc, RGB line);

  void line(int x1, int y1, int x2, int y2, RGB line);

  /** @param y of the base line; {@code room} pixels, what does not fit is cut off with an ellipsis */
  void text(String text, int x, int y, int room, Align align, RGB colour);

  /** A closed or open sequence of points x, y, … */
  void path(int[] points, boolean closed, RGB line);

  void circle(int x, int y, int radius, RGB fill);

  /** What follows until {@link #end} belongs together and is explained so, where the format has a place for that. */
  void begin(String title);

  void end();

  /** Replaces the file only when all is written. */
  void save(Path file) throws IOException;
}
