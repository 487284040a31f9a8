package org.dormouse.ui.graph.internal.figures;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.dormouse.ui.style.StateStyle;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contrast as WCAG 2.1 defines it: 4.5 to 1 for text, 3 to 1 for signs. */
class GraphColoursTest {

  private static double luminance(RGB colour) {
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  private static double contrast(Color one, Color other) {
    double a = luminance(one.getRGB());
    double b = luminance(other.getRGB());
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void textCanBeReadOnEverythingItStandsOn(boolean dark) {
    GraphColours colours = GraphColours.of(dark);
    List<Color> grounds = new ArrayList<>(List.of(colours.background(), colours.band(), colours.selectionFill(),
        colours.match()));
    for (StateStyle style : StateStyle.values()) {
      grounds.add(colours.tint(style));
    }
    for (Color ground : grounds) {
      assertTrue(contrast(colours.text(), ground) >= 4.5, () -> "text on " + ground);
    }
    for (Color ground : grounds.subList(0, 4)) {
      assertTrue(contrast(colours.muted(), ground) >= 4.5, () -> "muted text on " + ground);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void statesAndTheSelectionStandOut(boolean dark) {
    GraphColours colours = GraphColours.of(dark);
    assertTrue(contrast(colours.selection(), colours.background()) >= 3);
    for (StateStyle style : StateStyle.values()) {
      assertTrue(contrast(colours.accent(style), colours.background()) >= 3, style::word);
    }
  }
}
