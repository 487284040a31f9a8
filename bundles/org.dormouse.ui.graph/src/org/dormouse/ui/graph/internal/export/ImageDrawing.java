package org.dormouse.ui.graph.internal.export;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.dormouse.ui.parts.FileWork;
import org.eclipse.swt.graphics.RGB;

/**
 * Draws a PNG of at most {@value #MOST_PIXELS} pixels: larger pictures are made smaller as a whole. In memory, without
 * a display.
 */
final class ImageDrawing implements Drawing {

  static final int MOST_PIXELS = 48_000_000;

  private final BufferedImage image;
  private final Graphics2D graphics;

  ImageDrawing(int width, int height) {
    double scale = Math.min(1, Math.sqrt(MOST_PIXELS / ((double) width * height)));
    image = new BufferedImage(Math.max(1, (int) (width * scale)), Math.max(1, (int) (height * scale)),
        BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.scale(scale, scale);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
  }

  @Override
  public void rectangle(int x, int y, int width, int height, int arc, RGB fill) {
    graphics.setColor(colour(fill));
    graphics.fillRoundRect(x, y, width, height, arc, arc);
  }

  @Override
  public void frame(int x, int y, int width, int height, int arc, RGB line) {
    graphics.setColor(colour(line));
    graphics.drawRoundRect(x, y, width - 1, height - 1, arc, arc);
  }

  @Override
  public void line(int x1, int y1, int x2, int y2, RGB line) {
    graphics.setColor(colour(line));
    graphics.drawLine(x1, y1, x2, y2);
  }

  @Override
  public void text(String text, int x, int y, int room, Align align, RGB colour) {
    FontMetrics metrics = graphics.getFontMetrics();
    String fitting = text;
    for (int most = text.length(); metrics.stringWidth(fitting) > room && most > 0; most--) {
      fitting = text.substring(0, most - 1) + "…";
    }
    int width = metrics.stringWidth(fitting);
    graphics.setColor(colour(colour));
    graphics.drawString(fitting, switch (align) {
      case LEFT -> x;
      case CENTRE -> x - width / 2;
      case RIGHT -> x - width;
    }, y);
  }

  @Override
  public void path(int[] points, boolean closed, RGB line) {
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      path.lineTo(points[i], points[i + 1]);
    }
    graphics.setColor(colour(line));
    if (closed) {
      path.closePath();
      graphics.fill(path);
    } else {
      graphics.setStroke(new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      graphics.draw(path);
      graphics.setStroke(new BasicStroke(1));
    }
  }

  @Override
  public void circle(int x, int y, int radius, RGB fill) {
    graphics.setColor(colour(fill));
    graphics.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  @Override
  public void begin(String title) {
    // A PNG has no place for it.
  }

  @Override
  public void end() {
    // As above.
  }

  @Override
  public void save(Path file) throws IOException {
    graphics.dispose();
    FileWork.replace(file, part -> {
      if (!ImageIO.write(image, "png", part.toFile())) {
        throw new IOException("This Java cannot write PNG files");
      }
    });
  }

  private static Color colour(RGB colour) {
    return new Color(colour.red, colour.green, colour.blue);
  }
}
