package org.dormouse.ui.tests.driver;

import java.awt.Dimension;
import java.awt.Image;
import java.awt.Rectangle;
import java.awt.Toolkit;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.ToolItem;

/**
 * Pictures of the screen as it is, in {@code <look>/<name>.png} below the folder that the system property
 * {@code dormouse.screenshots} names, for people to look at. A look is {@code light}, {@code dark} or {@code scale2}: how
 * the workbench under test was started. The theme is not changed under a running workbench; each look has a run of its
 * own, see {@link Pictured}.
 */
public final class Screenshots {
  private static final int DRAWING_MILLIS = 250;
  private static final int DOUBLE = 200;
  private static final Map<String, Integer> FAILED = new ConcurrentHashMap<>();

  private Screenshots() {
  }

  /** The whole screen, which is as large as the smallest window we promise to fit into. */
  public static Path take(String name) {
    return take(look(), name);
  }

  /** What was to be seen when a test failed; each try of it leaves a picture of its own. */
  static Path ofFailure(String name) {
    return take("failed", look() + "." + name + "." + FAILED.merge(name, 1, Integer::sum));
  }

  /** What is to be seen while the window may not answer. */
  static Path asItIs(String name) {
    return write("failed", name, new Rectangle(Toolkit.getDefaultToolkit().getScreenSize()));
  }

  /** The whole screen, in a folder of one's own. */
  public static Path take(String folder, String name) {
    drawn();
    Dimension screen = Toolkit.getDefaultToolkit().getScreenSize();
    return write(folder, name, new Rectangle(screen));
  }

  private static String look() {
    return Ui.get(() -> Ui.display().getPrimaryMonitor().getZoom()) >= DOUBLE ? "scale2" : Themes.now().folder();
  }

  /** One window alone. */
  public static Path take(String name, ShellBot window) {
    drawn();
    org.eclipse.swt.graphics.Rectangle bounds = Ui.get(() -> {
      Shell shell = window.widget();
      org.eclipse.swt.graphics.Rectangle area = shell.getClientArea();
      Point corner = shell.toDisplay(0, 0);
      return new org.eclipse.swt.graphics.Rectangle(corner.x, corner.y, area.width, area.height);
    });
    return write(look(), name, new Rectangle(bounds.x, bounds.y, bounds.width, bounds.height));
  }

  /** How well the words of a tool, beside its icon, stand out from what is behind them; see {@link Contrast}. */
  public static double contrastOfWords(ToolItem tool) {
    return contrastIn(() -> {
      org.eclipse.swt.graphics.Rectangle all = tool.getBounds();
      int icon = tool.getImage().getBounds().width * 2;
      Point corner = tool.getParent().toDisplay(all.x + icon, all.y);
      return new Rectangle(corner.x, corner.y, all.width - icon, all.height);
    });
  }

  /** The same of a label without an icon. */
  public static double contrastOfWords(Control label) {
    return contrastIn(() -> {
      Point corner = label.toDisplay(0, 0);
      return new Rectangle(corner.x, corner.y, label.getSize().x, label.getSize().y);
    });
  }

  private static double contrastIn(Supplier<Rectangle> place) {
    drawn();
    BufferedImage picture = (BufferedImage) everyDot(Ui.get(place));
    RGB behind = rgb(picture.getRGB(0, 0));
    return IntStream.range(0, picture.getWidth() * picture.getHeight())
        .mapToObj(dot -> rgb(picture.getRGB(dot % picture.getWidth(), dot / picture.getWidth())))
        .mapToDouble(dot -> Contrast.of(dot, behind)).max().orElseThrow();
  }

  private static RGB rgb(int dot) {
    return new RGB(dot >> 16 & 0xff, dot >> 8 & 0xff, dot & 0xff);
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
      ImageIO.write((RenderedImage) everyDot(area), "png", file.toFile());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the screenshot " + file, e);
    }
  }

  /** The last variant has every dot of the screen, where others are scaled down to the toolkit's points. */
  private static Image everyDot(Rectangle area) {
    return Mouse.raw().createMultiResolutionScreenCapture(area).getResolutionVariants().getLast();
  }
}
