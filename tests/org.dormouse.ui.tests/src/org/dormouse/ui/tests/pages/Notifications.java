package org.dormouse.ui.tests.pages;

import java.util.Arrays;
import java.util.List;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.Ui;
import org.eclipse.jface.notifications.NotificationPopup;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Shell;

/** What pops up at the edge of the window. */
public final class Notifications {
  private Notifications() {
  }

  /** Where they lie. */
  public static List<Rectangle> bounds() {
    return Ui.get(() -> shells().stream().map(Shell::getBounds).toList());
  }

  /** The one that says this, once it is there. */
  public static ShellBot saying(String words) {
    return Ui.find("a notification of '" + words + "'", () -> shells().stream().map(ShellBot::of)
        .filter(shown -> shown.shows(words)).findFirst());
  }

  public static Rectangle boundsOf(ShellBot notification) {
    return Ui.get(() -> notification.widget().getBounds());
  }

  /** UI thread. */
  private static List<Shell> shells() {
    return Arrays.stream(Ui.display().getShells())
        .filter(shell -> shell.isVisible() && shell.getData() instanceof NotificationPopup).toList();
  }
}
