package org.dormouse.ui.tests.driver;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What the thread that draws is doing, for the message of a test that waits for it in vain. */
final class Stacks {
  private static final int DEPTH = 25;

  private Stacks() {
  }

  static String ofUiThread() {
    return Arrays.stream(Ui.display().getThread().getStackTrace()).limit(DEPTH)
        .map(frame -> "\n    at " + frame).collect(Collectors.joining());
  }
}
