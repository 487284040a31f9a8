package org.dormouse.ui.tests.driver;

import java.awt.event.KeyEvent;

/** Real key presses, for shortcuts and for controls that take no text. Codes are those of {@link KeyEvent}. */
public final class Keyboard {
  private Keyboard() {
  }

  /** Holds all but the last and presses that. */
  public static void press(int... codes) {
    strike(codes);
    Ui.settle();
  }

  /** The same where the window cannot answer at present. */
  static void strike(int... codes) {
    for (int i = 0; i < codes.length; i++) {
      Mouse.raw().keyPress(codes[i]);
    }
    for (int i = codes.length - 1; i >= 0; i--) {
      Mouse.raw().keyRelease(codes[i]);
    }
  }

  public static void ctrl(int code) {
    press(KeyEvent.VK_CONTROL, code);
  }

  /** Letters, digits, and the signs of a path. */
  public static void type(String words) {
    strikeAll(words);
    Ui.settle();
  }

  static void strikeAll(String words) {
    for (char sign : words.toCharArray()) {
      int code = switch (sign) {
        case '/' -> KeyEvent.VK_SLASH;
        case '-' -> KeyEvent.VK_MINUS;
        case '.' -> KeyEvent.VK_PERIOD;
        case ' ' -> KeyEvent.VK_SPACE;
        default -> Character.toUpperCase(sign);
      };
      if (Character.isLetter(sign) ? Character.toLowerCase(sign) > 'z' : " /-.0123456789".indexOf(sign) < 0) {
        throw new IllegalArgumentException("no key known for '" + sign + "'");
      }
      if (Character.isUpperCase(sign)) {
        strike(KeyEvent.VK_SHIFT, code);
      } else {
        strike(code);
      }
    }
  }

  public static void escape() {
    press(KeyEvent.VK_ESCAPE);
  }
}
