package org.dormouse.ui.tests.driver;

import org.eclipse.swt.graphics.RGB;

/** How well two colours can be told apart: from 1 to 21, as WCAG 2.2 defines it. */
public final class Contrast {
  /** 1.4.3: text. */
  public static final double OF_TEXT = 4.5;
  /** 1.4.11: signs and lines that carry a meaning. */
  public static final double OF_SIGNS = 3;

  private Contrast() {
  }

  public static double of(RGB one, RGB other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(RGB colour) {
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
