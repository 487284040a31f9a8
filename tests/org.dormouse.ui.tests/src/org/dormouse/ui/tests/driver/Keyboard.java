package org.dormouse.ui.tests.driver;

import java.awt.event.KeyEvent;

/** Real key presses, for shortcuts and for controls that take no text. Codes are those of {@link KeyEvent}. */
public final class Keyboard {
  private Keyboard() {
  }

  /** Holds all but the last and presses that. */
  public static void press(int... codes) {
    for (int i = 0; i < codes.length; i++) {
      Mouse.raw().keyPress(codes[i]);
    }
    for (int i = codes.length - 1; i >= 0; i--) {
      Mouse.raw().keyRelease(codes[i]);
    }
    Ui.settle();
  }

  public static void ctrl(int code) {
    press(KeyEvent.VK_CONTROL, code);
  }

  public static void escape() {
    press(KeyEvent.VK_ESCAPE);
  }
}
