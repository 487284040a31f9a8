package org.dormouse.ui.tests.driver;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.Toolkit;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.eclipse.swt.widgets.Shell;

/**
 * Pictures of the screen as it is, in {@code screenshots/<folder>/<name>.png} below the folder that the system property
 * {@code dormouse.screenshots} names, for people to look at.
 */
public final class Screenshots {
  private static final int DRAWING_MILLIS = 250;

  private Screenshots() {
  }

  /** The whole screen, which is as large as the smallest window we promise to fit into. */
  public static Path take(String folder, String name) {
    drawn();
    Dimension screen = Toolkit.getDefaultToolkit().getScreenSize();
    return write(folder, name, new Rectangle(screen));
  }

  /** One window alone. */
  public static Path take(String folder, String name, ShellBot window) {
    drawn();
    org.eclipse.swt.graphics.Rectangle bounds = Ui.get(() -> {
      Shell shell = window.widget();
      org.eclipse.swt.graphics.Rectangle area = shell.getClientArea();
      org.eclipse.swt.graphics.Point corner = shell.toDisplay(0, 0);
      return new org.eclipse.swt.graphics.Rectangle(corner.x, corner.y, area.width, area.height);
    });
    return write(folder, name, new Rectangle(bounds.x, bounds.y, bounds.width, bounds.height));
  }

  /**
   * In the theme that is in force, the picture being called {@code light/name} or {@code dark/name}. The theme is not
   * changed under a running workbench: the platform's style engine then touches items that tables have let go of, and
   * GTK ends the process ({@code TableItemElement.reset}). The other theme has a run of its own.
   */
  public static void inBothThemes(String name, Runnable prepared) {
    prepared.run();
    take(Themes.now().folder(), name);
  }

  /** What was changed has been drawn, and the X server has it. */
  private static void drawn() {
    // away from everything that would answer the pointer by a tooltip
    Dimension screen = Toolkit.getDefaultToolkit().getScreenSize();
    Mouse.raw().mouseMove(screen.width - 1, screen.height - 1);
    Ui.run(() -> {
      for (Shell shell : Ui.display().getShells()) {
        shell.redraw();
        shell.update();
      }
    });
    Ui.settle();
    Mouse.raw().delay(DRAWING_MILLIS);
    Ui.settle();
  }

  private static Path write(String folder, String name, Rectangle area) {
    Path file = Path.of(System.getProperty("dormouse.screenshots", "target/screenshots"))
        .resolve(folder).resolve(name.replaceAll("[^A-Za-z0-9._-]", "-") + ".png");
    try {
      Files.createDirectories(file.getParent());
      BufferedImage picture = Mouse.raw().createScreenCapture(area);
      ImageIO.write(picture, "png", file.toFile());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the screenshot " + file, e);
    }
  }
}
