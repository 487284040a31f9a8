package org.dormouse.ui.help.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.eclipse.swt.graphics.ImageData;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A page of the help as text with marks, for where no browser can show it. Our pages are well-formed XML with few tags;
 * what is not known is read as the text in it.
 *
 * @param text with an object replacement character for each picture
 */
record HelpPage(String text, List<Mark> marks) {

  /** How a part of the text looks, or what it is. */
  enum Look { TITLE, HEADING, BOLD, ITALIC, CODE, LINK, ITEM, PICTURE }

  /**
   * A part of the text.
   *
   * @param target of a link, as written on the page; else empty
   * @param picture of {@link Look#PICTURE} only
   */
  record Mark(Look look, int start, int length, String target, Optional<ImageData> picture) {}

  /** @param source of a file, named from the page */
  static HelpPage read(InputStream page, Function<String, Optional<ImageData>> source) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setEntityResolver((name, system) -> new InputSource(new ByteArrayInputStream(new byte[0])));
      Writer writer = new Writer(source);
      writer.children(builder.parse(page).getElementsByTagName("body").item(0));
      return new HelpPage(writer.text.toString(), List.copyOf(writer.marks));
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("This page of the help cannot be read: " + e.getMessage(), e);
    }
  }

  /** Walks the page. */
  private static final class Writer {
    private final StringBuilder text = new StringBuilder();
    private final List<Mark> marks = new ArrayList<>();
    private final Function<String, Optional<ImageData>> source;
    private int counted = -1;
    private boolean verbatim;

    Writer(Function<String, Optional<ImageData>> source) {
      this.source = source;
    }

    void children(Node parent) {
      for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
        if (node instanceof Element element) {
          element(element);
        } else if (node.getNodeType() == Node.TEXT_NODE) {
          text(node.getTextContent());
        }
      }
    }

    private void text(String words) {
      if (verbatim) {
        text.append(words);
        return;
      }
      String plain = words.replaceAll("\\s+", " ");
      boolean begun = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
      text.append(begun ? plain.stripLeading() : plain);
    }

    private void element(Element element) {
      switch (element.getTagName()) {
        case "h1" -> heading(element, Look.TITLE);
        case "h2" -> heading(element, Look.HEADING);
        case "p", "figure", "table" -> block(element, 2);
        case "tr" -> block(element, 1);
        case "th", "td" -> cell(element);
        case "ul", "ol" -> list(element);
        case "li" -> item(element);
        case "pre" -> verbatim(element);
        case "b" -> marked(element, Look.BOLD, "");
        case "i", "em", "figcaption" -> marked(element, Look.ITALIC, "");
        case "code" -> marked(element, Look.CODE, "");
        case "a" -> marked(element, Look.LINK, element.getAttribute("href"));
        case "img" -> picture(element);
        default -> children(element);
      }
    }

    private void heading(Element element, Look look) {
      newLines(2);
      marked(element, look, "");
      newLines(2);
    }

    private void block(Element element, int lines) {
      newLines(1);
      children(element);
      newLines(lines);
    }

    private void marked(Element element, Look look, String target) {
      int start = text.length();
      children(element);
      marks.add(new Mark(look, start, text.length() - start, target, Optional.empty()));
    }

    private void cell(Element element) {
      boolean first = element.getPreviousSibling() == null;
      if (first || element.getTagName().equals("th")) {
        marked(element, Look.BOLD, "");
      } else {
        children(element);
      }
      text.append(first ? "  –  " : "  ");
    }

    private void list(Element element) {
      int outer = counted;
      counted = element.getTagName().equals("ol") ? 0 : -1;
      newLines(1);
      children(element);
      newLines(2);
      counted = outer;
    }

    private void item(Element element) {
      newLines(1);
      int start = text.length();
      text.append(counted < 0 ? "•  " : ++counted + ".  ");
      children(element);
      marks.add(new Mark(Look.ITEM, start, text.length() - start, "", Optional.empty()));
      newLines(1);
    }

    private void verbatim(Element element) {
      newLines(2);
      verbatim = true;
      marked(element, Look.CODE, "");
      verbatim = false;
      newLines(2);
    }

    private void picture(Element element) {
      newLines(1);
      source.apply(element.getAttribute("src")).ifPresent(picture -> {
        marks.add(new Mark(Look.PICTURE, text.length(), 1, "", Optional.of(picture)));
        text.append("\uFFFC\n");
      });
      int start = text.length();
      text.append(element.getAttribute("alt"));
      marks.add(new Mark(Look.ITALIC, start, text.length() - start, "", Optional.empty()));
      newLines(1);
    }

    /** At least so many at the end. */
    private void newLines(int lines) {
      if (text.isEmpty()) {
        return;
      }
      int there = 0;
      while (there < text.length() && text.charAt(text.length() - 1 - there) == '\n') {
        there++;
      }
      if (there == 0) {
        text.setLength(text.toString().stripTrailing().length());
      }
      text.append("\n".repeat(Math.max(0, lines - there)));
    }
  }
}
