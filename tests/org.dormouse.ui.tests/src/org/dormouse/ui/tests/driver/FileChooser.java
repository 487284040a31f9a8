package org.dormouse.ui.tests.driver;

import java.awt.event.KeyEvent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.eclipse.swt.internal.Converter;
import org.eclipse.swt.internal.gtk.GDK;
import org.eclipse.swt.internal.gtk.GTK;
import org.eclipse.swt.internal.gtk.OS;
import org.eclipse.swt.internal.gtk3.GTK3;

/**
 * The platform's own dialog for files. It is none of the toolkit's windows: so it is known by what the thread that draws
 * is doing, used by the keyboard alone, and the platform is asked whether it has the focus and which file it would
 * answer.
 */
public final class FileChooser {
  private static final byte[] CLOSE = Converter.wcsToMbcs("close", true);
  private static final String TYPE = "GtkFileChooserDialog";
  private static final int APPEARING_MILLIS = 10_000;
  private static final int TAKING_MILLIS = 5_000;
  private static final int CLOSING_MILLIS = 20_000;
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
    awaitReady();
    Keyboard.strike(KeyEvent.VK_ESCAPE);
    if (!isSoon(CLOSING_MILLIS, () -> !isOpen())) {
      throw failed("does not close");
    }
    Ui.settle();
  }

  /** Closes one that a test has left open, by no key: it may have lost the focus. */
  static void dismiss() {
    if (isOpen() && !close()) {
      throw new AssertionError("the platform's dialog for files does not close" + Stacks.ofUiThread());
    }
  }

  /** @return whether it is */
  private static boolean close() {
    if (isSoon(APPEARING_MILLIS, () -> !isOpen() || dialog() != 0)) {
      Ui.get(() -> {
        long dialog = shown();
        if (dialog != 0) {
          OS.g_signal_emit_by_name(dialog, CLOSE);
        }
        return dialog;
      });
    }
    return isSoon(CLOSING_MILLIS, () -> !isOpen());
  }

  private static void enter(Path file) {
    awaitReady();
    for (int i = 0; i < TRIES; i++) {
      // what is proposed is selected in part only
      Keyboard.strike(KeyEvent.VK_CONTROL, KeyEvent.VK_A);
      Keyboard.strikeAll(file.toString());
      if (!isSoon(TAKING_MILLIS, () -> file.toString().equals(chosen()))) {
        continue;
      }
      Keyboard.strike(KeyEvent.VK_ENTER);
      if (isSoon(CLOSING_MILLIS, () -> !isOpen())) {
        Ui.settle();
        return;
      }
    }
    throw failed("does not take " + file + " but has " + chosen());
  }

  /** It is open, drawn, and the keys are its own: nobody tells of the last. */
  private static void awaitReady() {
    awaitOpen();
    for (int i = 0; i < TRIES; i++) {
      if (isSoon(APPEARING_MILLIS / TRIES, FileChooser::hasFocus)) {
        return;
      }
      Ui.get(() -> {
        long dialog = shown();
        if (dialog != 0) {
          GDK.gdk_window_focus(GTK3.gtk_widget_get_window(dialog), GDK.GDK_CURRENT_TIME);
        }
        return dialog;
      });
    }
    throw failed("does not get the focus");
  }

  /** The thread that draws has begun to wait for it. */
  public static void awaitOpen() {
    if (!isSoon(Ui.PATIENCE.toMillis(), FileChooser::isOpen)) {
      throw new AssertionError("not seen: the platform's dialog for files to open" + Stacks.ofUiThread());
    }
  }

  private static AssertionError failed(String what) {
    Path picture = Screenshots.asItIs("dialog for files " + what);
    String stack = Stacks.ofUiThread() + (close() ? "" : "\nand it cannot be closed");
    return new AssertionError("the platform's dialog for files " + what + " (picture: " + picture + ")" + stack);
  }

  private static boolean isSoon(long millis, BooleanSupplier condition) {
    long end = System.nanoTime() + millis * 1_000_000;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Mouse.raw().delay(LOOK_MILLIS);
    }
    return true;
  }

  static boolean isOpen() {
    return Arrays.stream(Ui.display().getThread().getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals("org.eclipse.swt.widgets.FileDialog"));
  }

  private static boolean hasFocus() {
    return Ui.get(() -> {
      long dialog = shown();
      return dialog != 0 && GTK.gtk_window_is_active(dialog);
    });
  }

  private static long dialog() {
    return Ui.get(FileChooser::shown);
  }

  /** The file that Enter would answer, or null. */
  private static String chosen() {
    return Ui.get(() -> {
      long dialog = shown();
      long name = dialog == 0 ? 0 : GTK3.gtk_file_chooser_get_filename(dialog);
      if (name == 0) {
        return null;
      }
      String text = Converter.cCharPtrToJavaString(name, false);
      OS.g_free(name);
      return text;
    });
  }

  /** UI thread. 0 if there is none. */
  private static long shown() {
    long windows = GTK.gtk_window_list_toplevels();
    long found = 0;
    for (int i = OS.g_list_length(windows) - 1; i >= 0; i--) {
      long window = OS.g_list_nth_data(windows, i);
      if (TYPE.equals(Converter.cCharPtrToJavaString(OS.G_OBJECT_TYPE_NAME(window), false))
          && GTK.gtk_widget_get_visible(window)) {
        found = window;
      }
    }
    OS.g_list_free(windows);
    return found;
  }
}
