package org.dormouse.report;

import java.awt.Color;
import java.util.List;
import org.openpdf.text.Document;
import org.openpdf.text.Font;
import org.openpdf.text.FontFactory;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;

/** Writes titles, sentences and tables down a document, whatever characters they are made of. */
final class PdfPage {

  private static final Font TITLE = FontFactory.getFont(FontFactory.HELVETICA_BOLD, 18);
  private static final Font HEADING = FontFactory.getFont(FontFactory.HELVETICA_BOLD, 12);
  private static final Font STRONG = FontFactory.getFont(FontFactory.HELVETICA_BOLD, 9);
  private static final Font TEXT = FontFactory.getFont(FontFactory.HELVETICA, 9);
  private static final Font CELL = FontFactory.getFont(FontFactory.HELVETICA, 8);
  private static final Color LINE = new Color(0xd0d7de);

  private final Document document;

  PdfPage(Document document) {
    this.document = document;
  }

  void title(String text) {
    paragraph(text, TITLE, 0, 6);
  }

  void heading(String text) {
    paragraph(text, HEADING, 14, 4);
  }

  void strong(String text) {
    paragraph(text, STRONG, 0, 4);
  }

  void text(String text) {
    paragraph(text, TEXT, 0, 4);
  }

  private void paragraph(String text, Font font, float before, float after) {
    Paragraph paragraph = new Paragraph(western(text), font);
    paragraph.setSpacingBefore(before);
    paragraph.setSpacingAfter(after);
    document.add(paragraph);
  }

  /** @param widths of the columns, as shares */
  void table(float[] widths, List<String> head, List<List<String>> rows) {
    PdfPTable table = new PdfPTable(widths);
    table.setWidthPercentage(100);
    table.setSpacingBefore(4);
    table.setSpacingAfter(8);
    // repeated on every page that the table goes on
    table.setHeaderRows(1);
    head.forEach(text -> table.addCell(cell(text, STRONG)));
    rows.forEach(row -> row.forEach(text -> table.addCell(cell(text, CELL))));
    document.add(table);
  }

  private static PdfPCell cell(String text, Font font) {
    PdfPCell cell = new PdfPCell(new Phrase(western(text), font));
    cell.setBorder(PdfPCell.BOTTOM);
    cell.setBorderColor(LINE);
    cell.setPadding(3);
    return cell;
  }

  private static String western(String text) {
    StringBuilder shown = new StringBuilder();
    Texts.printable(text).codePoints().forEach(c -> shown.append(c < 0x100 ? (char) c : '?'));
    return shown.toString();
  }
}
