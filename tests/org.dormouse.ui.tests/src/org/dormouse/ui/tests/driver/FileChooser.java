package org.dormouse.ui.tests.driver;

import java.awt.event.KeyEvent;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The platform's own dialog for files. It is none of the toolkit's windows, and while it is open the thread that draws
 * answers nobody: so it is known by what that thread is doing, and used by the keyboard alone.
 */
public final class FileChooser {
  /** Until it is mapped and has the focus, which nobody tells. */
  private static final int APPEARING_MILLIS = 900;
  private static final int CLOSING_MILLIS = 6_000;
  private static final int LOOK_MILLIS = 50;
  private static final int TRIES = 3;

  private FileChooser() {
  }

  /** Waits for a dialog that saves, and names the file. */
  public static void saveAs(Path file) {
    enter(file);
  }

  /** Waits for a dialog that opens, and names the file; its first slash brings the field for it up. */
  public static void open(Path file) {
    enter(file);
  }

  /** Waits for a dialog, and chooses nothing. */
  public static void cancel() {
    await("the platform's dialog for files to open", true, Ui.PATIENCE.toMillis());
    Mouse.raw().delay(APPEARING_MILLIS);
    Keyboard.strike(KeyEvent.VK_ESCAPE);
    await("the platform's dialog for files to close", false, CLOSING_MILLIS);
    Ui.settle();
  }

  private static void enter(Path file) {
    await("the platform's dialog for files to open", true, Ui.PATIENCE.toMillis());
    Mouse.raw().delay(APPEARING_MILLIS);
    for (int i = 0; i < TRIES; i++) {
      // what is proposed is selected in part only
      Keyboard.strike(KeyEvent.VK_CONTROL, KeyEvent.VK_A);
      Keyboard.strikeAll(file.toString());
      Mouse.raw().delay(APPEARING_MILLIS);
      Keyboard.strike(KeyEvent.VK_ENTER);
      if (isSoon(false, CLOSING_MILLIS)) {
        Ui.settle();
        return;
      }
    }
    Keyboard.strike(KeyEvent.VK_ESCAPE);
    Keyboard.strike(KeyEvent.VK_ESCAPE);
    throw new AssertionError("the platform's dialog for files does not take " + file);
  }

  private static void await(String what, boolean open, long millis) {
    if (!isSoon(open, millis)) {
      throw new AssertionError("not seen: " + what + Stacks.ofUiThread());
    }
  }

  private static boolean isSoon(boolean open, long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    while (isOpen() != open) {
      if (System.nanoTime() > end) {
        return false;
      }
      Mouse.raw().delay(LOOK_MILLIS);
    }
    return true;
  }

  private static boolean isOpen() {
    return Arrays.stream(Ui.display().getThread().getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals("org.eclipse.swt.widgets.FileDialog"));
  }
}
