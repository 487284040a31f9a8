package org.dormouse.bench.workbench;

import java.util.Arrays;
import java.util.Locale;

/** Many values of one figure. */
record Figures(double... values) {

  double at(double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, sorted.length * share)];
  }

  /** {@code min 1.0, median 2.0, max 9.0}. */
  String few() {
    return String.format(Locale.ROOT, "min %.0f, median %.0f, max %.0f", at(0), at(0.5), at(1));
  }

  /** {@code median 2.0, 95% 4.0, worst 9.0}. */
  String many() {
    return String.format(Locale.ROOT, "median %.1f, 95%% %.1f, worst %.1f", at(0.5), at(0.95), at(1));
  }
}
