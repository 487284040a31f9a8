package org.dormouse.ui.graph.internal.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.dormouse.ui.parts.FileWork;
import org.eclipse.swt.graphics.RGB;

/** Writes SVG 1.1, with explanations as titles. Texts are untrusted and are escaped. */
final class SvgDrawing implements Drawing {

  private static final String FONT = "font-family=\"system-ui, 'DejaVu Sans', sans-serif\" font-size=\"12\"";
  /** Mean width of a character of that font; where text is cut need not be exact. */
  private static final double CHARACTER = 6.6;

  private final StringBuilder svg = new StringBuilder(64 * 1024);

  SvgDrawing(int width, int height) {
    svg.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" ")
        .append(FONT).append(" width=\"").append(width).append("\" height=\"").append(height)
        .append("\" viewBox=\"0 0 ").append(width).append(' ').append(height).append("\">\n");
  }

  @Override
  public void rectangle(int x, int y, int width, int height, int arc, RGB fill) {
    rect(x, y, width, height, arc).append(" fill=\"").append(hex(fill)).append("\"/>\n");
  }

  @Override
  public void frame(int x, int y, int width, int height, int arc, RGB line) {
    svg.append("<rect x=\"").append(x + 0.5).append("\" y=\"").append(y + 0.5).append("\" width=\"").append(width - 1)
        .append("\" height=\"").append(height - 1).append("\" rx=\"").append(arc / 2)
        .append("\" fill=\"none\" stroke=\"").append(hex(line)).append("\"/>\n");
  }

  private StringBuilder rect(int x, int y, int width, int height, int arc) {
    svg.append("<rect x=\"").append(x).append("\" y=\"").append(y).append("\" width=\"").append(width)
        .append("\" height=\"").append(height).append('"');
    return arc > 0 ? svg.append(" rx=\"").append(arc / 2).append('"') : svg;
  }

  @Override
  public void line(int x1, int y1, int x2, int y2, RGB line) {
    svg.append(String.format(Locale.ROOT, "<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"%s\"/>\n", x1 + 0.5, y1 + 0.5,
        x2 + 0.5, y2 + 0.5, hex(line)));
  }

  @Override
  public void text(String text, int x, int y, int room, Align align, RGB colour) {
    int most = (int) Math.max(1, room / CHARACTER);
    String fitting = text.length() <= most ? text : text.substring(0, Math.max(0, most - 1)) + "…";
    svg.append("<text x=\"").append(x).append("\" y=\"").append(y).append("\" fill=\"").append(hex(colour)).append('"');
    switch (align) {
      case LEFT -> { }
      case CENTRE -> svg.append(" text-anchor=\"middle\"");
      case RIGHT -> svg.append(" text-anchor=\"end\"");
    }
    svg.append('>').append(escaped(fitting)).append("</text>\n");
  }

  @Override
  public void path(int[] points, boolean closed, RGB line) {
    svg.append("<path d=\"");
    for (int i = 0; i < points.length; i += 2) {
      svg.append(i == 0 ? 'M' : 'L').append(points[i]).append(' ').append(points[i + 1]);
    }
    svg.append(closed ? "Z\" fill=\"" + hex(line) + "\"/>\n"
        : "\" fill=\"none\" stroke-width=\"1.6\" stroke-linecap=\"round\" stroke=\"" + hex(line) + "\"/>\n");
  }

  @Override
  public void circle(int x, int y, int radius, RGB fill) {
    svg.append("<circle cx=\"").append(x).append("\" cy=\"").append(y).append("\" r=\"").append(radius)
        .append("\" fill=\"").append(hex(fill)).append("\"/>\n");
  }

  @Override
  public void begin(String title) {
    svg.append("<g><title>").append(escaped(title)).append("</title>\n");
  }

  @Override
  public void end() {
    svg.append("</g>\n");
  }

  /** As it would be written. */
  String document() {
    return svg + "</svg>\n";
  }

  @Override
  public void save(Path file) throws IOException {
    FileWork.replace(file, part -> Files.writeString(part, document(), StandardCharsets.UTF_8));
  }

  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> {
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\n', '\t' -> escaped.appendCodePoint(c);
        // XML has no place for the others, not even escaped.
        default -> escaped.appendCodePoint(c < 0x20 || c >= 0xd800 && c <= 0xdfff || c == 0xfffe || c == 0xffff
            ? '?' : c);
      }
    });
    return escaped.toString();
  }

  private static String hex(RGB colour) {
    return String.format(Locale.ROOT, "#%02x%02x%02x", colour.red, colour.green, colour.blue);
  }
}
