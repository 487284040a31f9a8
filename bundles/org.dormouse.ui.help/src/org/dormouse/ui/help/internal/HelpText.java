package org.dormouse.ui.help.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.dormouse.ui.help.internal.HelpPage.Look;
import org.dormouse.ui.help.internal.HelpPage.Mark;
import org.dormouse.ui.parts.Names;
import org.eclipse.jface.resource.FontDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.PaintObjectEvent;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GlyphMetrics;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

/** Shows a {@link HelpPage}. UI thread only. */
final class HelpText {

  private static final int MARGIN = 14;
  private static final int HANGING = 22;
  private static final int LINE_SPACING = 3;

  private final StyledText text;
  private final Font title;
  private final Font heading;
  private final Consumer<String> follow;
  private final List<Image> pictures = new ArrayList<>();

  /** @param follow is given what a link leads to, as written on the page */
  HelpText(Composite parent, Consumer<String> follow) {
    this.follow = follow;
    text = new StyledText(parent, SWT.MULTI | SWT.WRAP | SWT.READ_ONLY | SWT.V_SCROLL | SWT.BORDER);
    text.setMargins(MARGIN, MARGIN, MARGIN, MARGIN);
    text.setLineSpacing(LINE_SPACING);
    Names.give(text, "Page of the help");
    LocalResourceManager fonts = new LocalResourceManager(JFaceResources.getResources(), text);
    FontDescriptor plain = FontDescriptor.createFrom(text.getFont());
    title = fonts.create(plain.increaseHeight(6).setStyle(SWT.BOLD));
    heading = fonts.create(plain.increaseHeight(2).setStyle(SWT.BOLD));
    text.addPaintObjectListener(HelpText::paint);
    text.addListener(SWT.MouseUp, this::clicked);
    text.addListener(SWT.Dispose, event -> pictures.forEach(Image::dispose));
  }

  void show(HelpPage page) {
    text.setText(page.text());
    pictures.forEach(Image::dispose);
    pictures.clear();
    // Longer ones first: what is inside of them is laid over them.
    page.marks().stream().sorted(Comparator.comparing(mark -> -mark.length())).forEach(this::mark);
    text.setCaretOffset(0);
    text.setTopPixel(0); // what the pictures took of room has moved it
  }

  private void mark(Mark mark) {
    int length = Math.min(mark.length(), text.getCharCount() - mark.start());
    if (length <= 0) {
      return;
    }
    if (mark.look() == Look.ITEM) {
      int line = text.getLineAtOffset(mark.start());
      text.setLineIndent(line, 1, MARGIN);
      text.setLineWrapIndent(line, 1, MARGIN + HANGING);
      return;
    }
    StyleRange range = new StyleRange();
    range.start = mark.start();
    range.length = length;
    switch (mark.look()) {
      case TITLE -> range.font = title;
      case HEADING -> range.font = heading;
      case BOLD -> range.fontStyle = SWT.BOLD;
      case ITALIC -> range.fontStyle = SWT.ITALIC;
      case CODE -> range.font = JFaceResources.getTextFont();
      case LINK -> {
        range.underline = true;
        range.underlineStyle = SWT.UNDERLINE_LINK;
        range.data = mark.target();
      }
      case PICTURE -> mark.picture().ifPresent(data -> picture(range, data));
      case ITEM -> throw new IllegalStateException("no style");
    }
    text.setStyleRange(range);
  }

  /** As wide as there is room for, and never larger than it is. */
  private void picture(StyleRange range, ImageData data) {
    int room = Math.max(200, text.getClientArea().width - 3 * MARGIN);
    double scale = Math.min(1, room / (double) data.width);
    Image picture = new Image(text.getDisplay(), data);
    pictures.add(picture);
    Point size = new Point((int) (data.width * scale), (int) (data.height * scale));
    range.metrics = new GlyphMetrics(size.y, 0, size.x);
    range.data = picture;
  }

  private static void paint(PaintObjectEvent event) {
    if (event.style.data instanceof Image picture && !picture.isDisposed()) {
      GlyphMetrics room = event.style.metrics;
      event.gc.setAdvanced(true);
      event.gc.setInterpolation(SWT.HIGH);
      event.gc.drawImage(picture, 0, 0, picture.getBounds().width, picture.getBounds().height, event.x,
          event.y + event.ascent - room.ascent, room.width, room.ascent);
    }
  }

  private void clicked(Event event) {
    int offset = text.getOffsetAtPoint(new Point(event.x, event.y));
    StyleRange range = offset < 0 || offset >= text.getCharCount() ? null : text.getStyleRangeAtOffset(offset);
    if (range != null && range.data instanceof String target) {
      follow.accept(target);
    }
  }
}
