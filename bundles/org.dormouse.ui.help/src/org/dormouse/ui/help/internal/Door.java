package org.dormouse.ui.help.internal;

import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.Theme;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** One way to begin: what it is, in a frame, and the button that goes there. */
final class Door {

  private static final int NARROWEST = 150;
  private static final int NARROWEST_NAME = 100;
  private static final int ROUND = 10;
  private static final Color FRAME_LIGHT = new Color(0xd0, 0xd7, 0xde);
  private static final Color FRAME_DARK = new Color(0x56, 0x5b, 0x61);

  private final Composite frame;
  private final Button button;

  /** @param words what one finds behind it; read out with the button */
  Door(Composite parent, String icon, String title, String words, String action, Runnable open) {
    frame = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).margins(16, 14).spacing(10, 8).applyTo(frame);
    frame.addListener(SWT.Paint, event -> paint(event.gc));
    Label picture = new Label(frame, SWT.NONE);
    picture.setImage(Icons.large(icon));
    GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(picture);
    Label name = new Label(frame, SWT.WRAP);
    name.setText(title);
    name.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
    GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false)
        .hint(NARROWEST_NAME, SWT.DEFAULT).applyTo(name);
    Label text = new Label(frame, SWT.WRAP);
    text.setText(words);
    GridDataFactory.fillDefaults().span(2, 1).grab(true, true).hint(NARROWEST, SWT.DEFAULT).applyTo(text);
    button = new Button(frame, SWT.PUSH);
    button.setText(action);
    button.addListener(SWT.Selection, event -> open.run());
    button.getAccessible().addAccessibleListener(new AccessibleAdapter() {
      @Override
      public void getDescription(AccessibleEvent event) {
        event.result = words;
      }
    });
    GridDataFactory.swtDefaults().span(2, 1).align(SWT.BEGINNING, SWT.END).applyTo(button);
  }

  private void paint(GC gc) {
    Rectangle area = frame.getClientArea();
    gc.setAntialias(SWT.ON);
    gc.setForeground(Theme.isDark() ? FRAME_DARK : FRAME_LIGHT);
    gc.drawRoundRectangle(area.x, area.y, area.width - 1, area.height - 1, ROUND, ROUND);
  }

  Composite control() {
    return frame;
  }

  void setFocus() {
    button.setFocus();
  }
}
