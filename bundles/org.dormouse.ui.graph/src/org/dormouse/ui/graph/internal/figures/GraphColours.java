package org.dormouse.ui.graph.internal.figures;

import java.util.EnumMap;
import java.util.Map;
import org.dormouse.ui.style.StateStyle;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;

/**
 * Colours of the graphs on one of the two themes, set explicitly: the platform's own tooltip and list colours do not
 * follow the theme everywhere. Colours need no disposal. The contrast of text on every fill it may stand on is measured
 * by a test.
 */
public final class GraphColours {

  private static final GraphColours LIGHT = new GraphColours(false);
  private static final GraphColours DARK = new GraphColours(true);

  private final boolean dark;
  private final Map<StateStyle, Color> accents = new EnumMap<>(StateStyle.class);
  private final Map<StateStyle, Color> tints = new EnumMap<>(StateStyle.class);
  private final Map<StateStyle, Color> soft = new EnumMap<>(StateStyle.class);
  private final Color background;
  private final Color band;
  private final Color grid;
  private final Color text;
  private final Color muted;
  private final Color selection;
  private final Color selectionFill;
  private final Color match;

  private GraphColours(boolean dark) {
    this.dark = dark;
    background = colour(dark ? 0x2f2f2f : 0xffffff);
    band = colour(dark ? 0x383838 : 0xf5f6f8);
    grid = colour(dark ? 0x474747 : 0xe2e5e9);
    text = colour(dark ? 0xeaeaea : 0x1d2329);
    muted = colour(dark ? 0xb4b9c0 : 0x59636e);
    selection = colour(dark ? 0x6cb2ff : 0x0a63c9);
    selectionFill = colour(dark ? 0x24415f : 0xdcebfb);
    match = colour(dark ? 0x463a10 : 0xfff1b8);
    for (StateStyle style : StateStyle.values()) {
      RGB accent = style.colour(dark);
      accents.put(style, new Color(accent));
      tints.put(style, new Color(mix(accent, background.getRGB(), dark ? 0.26 : 0.16)));
      soft.put(style, new Color(mix(accent, background.getRGB(), 0.45)));
    }
  }

  public static GraphColours of(boolean dark) {
    return dark ? DARK : LIGHT;
  }

  private static Color colour(int value) {
    return new Color(value >> 16 & 0xff, value >> 8 & 0xff, value & 0xff);
  }

  static RGB mix(RGB over, RGB under, double share) {
    return new RGB(mix(over.red, under.red, share), mix(over.green, under.green, share),
        mix(over.blue, under.blue, share));
  }

  private static int mix(int over, int under, double share) {
    return (int) Math.round(over * share + under * (1 - share));
  }

  public boolean isDark() {
    return dark;
  }

  public Color background() {
    return background;
  }

  /** Of headers and of every other phase. */
  public Color band() {
    return band;
  }

  public Color grid() {
    return grid;
  }

  public Color text() {
    return text;
  }

  /** Of what is less important. */
  public Color muted() {
    return muted;
  }

  /** Of lines around what is selected. */
  public Color selection() {
    return selection;
  }

  public Color selectionFill() {
    return selectionFill;
  }

  /** Behind what a search found. */
  public Color match() {
    return match;
  }

  /** Of lines, bars and words of a state. */
  public Color accent(StateStyle style) {
    return accents.get(style);
  }

  /** Of what is too small for an icon and needs nobody's attention. */
  public Color soft(StateStyle style) {
    return soft.get(style);
  }

  /** Behind icons and words of a state. */
  public Color tint(StateStyle style) {
    return tints.get(style);
  }
}
