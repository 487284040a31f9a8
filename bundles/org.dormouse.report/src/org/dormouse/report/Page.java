package org.dormouse.report;

import java.util.List;

/** Builds HTML. Every text is escaped; only names of elements, classes and styles given by this bundle are not. */
final class Page {

  private final StringBuilder html = new StringBuilder();

  /** An element with text in it. */
  Page text(String element, String text) {
    return open(element).add(text).close(element);
  }

  /** An element of a class with text in it. */
  Page text(String element, String styled, String text) {
    return open(element, styled).add(text).close(element);
  }

  Page add(String text) {
    html.append(escaped(text));
    return this;
  }

  Page open(String element) {
    html.append('<').append(element).append('>');
    return this;
  }

  Page open(String element, String styled) {
    html.append('<').append(element).append(" class=\"").append(escaped(styled)).append("\">");
    return this;
  }

  Page openWithId(String element, String id) {
    html.append('<').append(element).append(" id=\"").append(escaped(id)).append("\">");
    return this;
  }

  Page link(String id, String text) {
    html.append("<a href=\"#").append(escaped(id)).append("\">").append(escaped(text)).append("</a>");
    return this;
  }

  /** An empty element of a class whose place and width are shares of its row, in per cent. */
  Page bar(String styled, double left, double width) {
    html.append("<i class=\"").append(escaped(styled)).append("\" style=\"left:").append(decimal(left))
        .append("%;width:").append(decimal(width)).append("%\"></i>");
    return this;
  }

  private static String decimal(double value) {
    return String.valueOf(Math.round(Math.clamp(value, 0, 100) * 100) / 100.0);
  }

  Page close(String element) {
    html.append("</").append(element).append(">");
    if (!element.equals("td") && !element.equals("span") && !element.equals("th")) {
      html.append('\n');
    }
    return this;
  }

  /** @param columns their titles; a # in front makes it a column of numbers */
  Page head(String... columns) {
    open("thead").open("tr");
    for (String column : columns) {
      if (column.startsWith("#")) {
        text("th", "number", column.substring(1));
      } else {
        text("th", column);
      }
    }
    return close("tr").close("thead");
  }

  Page row(String... cells) {
    open("tr");
    List.of(cells).forEach(cell -> text("td", cell));
    return close("tr");
  }

  /** Only for what is written down in this bundle. */
  Page raw(String fixed) {
    html.append(fixed);
    return this;
  }

  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> {
      switch (c) {
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        case '\n', '\t' -> escaped.append((char) c);
        default -> {
          escaped.appendCodePoint(Texts.isHidden(c) ? 0xfffd : c);
        }
      }
    });
    return escaped.toString();
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
