package org.dormouse.ui.tests.driver;

import java.awt.event.KeyEvent;
import org.eclipse.swt.SWT;
import org.eclipse.swt.internal.gtk.GTK;
import org.eclipse.swt.internal.gtk3.GTK3;
import org.eclipse.swt.widgets.Shell;

/** Real key presses, for shortcuts and for controls that take no text. Codes are those of {@link KeyEvent}. */
public final class Keyboard {
  private static final int HANDING_MILLIS = 3_000;

  private Keyboard() {
  }

  /** Holds all but the last and presses that, once the window that is in front has the keys. */
  public static void press(int... codes) {
    awaitKeys();
    strike(codes);
    Ui.settle();
  }

  /**
   * A window that comes to the front, or that a closed dialog leaves to it, gets the keys from the window manager a
   * moment later; what is struck before goes nowhere. An open menu has them instead, so that this is bounded.
   */
  private static void awaitKeys() {
    long end = System.nanoTime() + HANDING_MILLIS * 1_000_000L;
    while (!Ui.get(Keyboard::hasKeys) && System.nanoTime() < end) {
      Ui.pause();
    }
  }

  private static boolean hasKeys() {
    Shell front = Ui.display().getActiveShell();
    return front != null && ((front.getStyle() & SWT.ON_TOP) != 0
        || GTK.gtk_window_is_active(GTK3.gtk_widget_get_toplevel(front.handle)));
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
    awaitKeys();
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
