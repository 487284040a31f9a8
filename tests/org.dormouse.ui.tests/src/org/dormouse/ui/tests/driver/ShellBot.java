package org.dormouse.ui.tests.driver;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.swt.widgets.Shell;

/** A window or a dialog, found by its title. */
public class ShellBot extends Bot {
  private final Shell shell;

  ShellBot(Shell shell) {
    super(() -> shell.isDisposed() ? null : shell);
    this.shell = shell;
  }

  public final Shell widget() {
    return shell;
  }

  public static ShellBot titled(String title) {
    return new ShellBot(find(title));
  }

  /** One of which only the first words of the title are known. */
  public static ShellBot beginning(String words) {
    return new ShellBot(find(words + "…", title -> title.startsWith(words)));
  }

  /** One without a title, which is not brought to the front. */
  public static ShellBot of(Shell shell) {
    return new ShellBot(shell);
  }

  static Shell find(String title) {
    return find(title, title::equals);
  }

  private static Shell find(String what, Predicate<String> title) {
    Shell shell = Ui.find("window '" + what + "'", () -> Arrays.stream(Ui.display().getShells())
        .filter(candidate -> candidate.isVisible() && title.test(candidate.getText())).findFirst());
    activate(shell);
    return shell;
  }

  static void activate(Shell shell) {
    Ui.run(shell::forceActive);
    Ui.await("window '" + Ui.get(shell::getText) + "' to be in front",
        () -> shell.isDisposed() || Ui.display().getActiveShell() == shell);
  }

  public static boolean isOpen(String title) {
    return Ui.get(() -> Arrays.stream(Ui.display().getShells())
        .anyMatch(shell -> shell.isVisible() && shell.getText().equals(title)));
  }

  public final boolean isOpen() {
    return !shell.isDisposed() && Ui.get(() -> !shell.isDisposed() && shell.isVisible());
  }

  public final void awaitClosed() {
    Ui.await("a window to close", () -> shell.isDisposed() || !shell.isVisible());
  }

  public final String title() {
    return Ui.get(shell::getText);
  }

  public final void close() {
    Ui.start(() -> Optional.of(shell).filter(open -> !open.isDisposed()).ifPresent(Shell::close));
    awaitClosed();
  }

  public final MenuDriver menuBar() {
    return MenuDriver.barOf(shell);
  }
}
