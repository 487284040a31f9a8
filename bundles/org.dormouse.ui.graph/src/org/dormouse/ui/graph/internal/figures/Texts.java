package org.dormouse.ui.graph.internal.figures;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.draw2d.FigureUtilities;
import org.eclipse.swt.graphics.Font;

/** Texts that fit. Measuring is dear, so the newest results are kept. UI thread only. */
public final class Texts {

  private static final int KEPT = 4000;

  private record Key(String text, Font font, int room) {}

  private static final Map<Key, String> CUT = new LinkedHashMap<>(256, 0.75f, true) {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, String> eldest) {
      return size() > KEPT;
    }
  };

  private Texts() {}

  /** The text, or as much of its beginning as fits with an ellipsis. */
  public static String cut(String text, Font font, int room) {
    return CUT.computeIfAbsent(new Key(text, font, room), Texts::cut);
  }

  private static String cut(Key key) {
    if (FigureUtilities.getTextWidth(key.text(), key.font()) <= key.room()) {
      return key.text();
    }
    int low = 0;
    int high = key.text().length();
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (FigureUtilities.getTextWidth(key.text().substring(0, middle) + "…", key.font()) <= key.room()) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low == 0 ? "" : key.text().substring(0, low) + "…";
  }

  /** Width in pixels, kept as well. */
  public static int width(String text, Font font) {
    return WIDTHS.computeIfAbsent(new Key(text, font, 0), key -> FigureUtilities.getTextWidth(key.text(), key.font()));
  }

  private static final Map<Key, Integer> WIDTHS = new LinkedHashMap<>(256, 0.75f, true) {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Integer> eldest) {
      return size() > KEPT;
    }
  };
}
