package org.dormouse.ui.internal;

import org.dormouse.ui.style.Icons;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.FontData;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Shell;

/**
 * What is seen until the window comes: there is no native launcher that would show a picture, so it is a window of the
 * toolkit, gone with the first other one. UI thread only.
 */
final class Splash {

  private static final RGB WORDS = new RGB(0xf4, 0xf7, 0xfb);
  private static final RGB QUIET = new RGB(0xb9, 0xcc, 0xe2);
  private static final int LEFT = 204;
  private static final int NAME_TOP = 84;
  private static final int NAME_SIZE = 28;

  private final Display display;
  private final Shell shell;
  private final Image picture;
  private final Listener others = this::somethingShown;

  private Splash(Display display) {
    this.display = display;
    picture = Icons.of("splash").createImage(display);
    shell = new Shell(display, SWT.NO_TRIM | SWT.ON_TOP);
  }

  static Splash show(Display display) {
    Splash splash = new Splash(display);
    splash.open();
    return splash;
  }

  private void open() {
    Rectangle size = picture.getBounds();
    Rectangle screen = display.getPrimaryMonitor().getBounds();
    shell.setBounds(screen.x + (screen.width - size.width) / 2, screen.y + (screen.height - size.height) / 2,
        size.width, size.height);
    shell.addListener(SWT.Paint, event -> paint(event.gc));
    shell.open();
    // The workbench is made without turning to events; this is the only time that it can be drawn.
    while (display.readAndDispatch()) {
      shell.update();
    }
    display.addFilter(SWT.Show, others);
  }

  private void paint(GC gc) {
    gc.drawImage(picture, 0, 0);
    gc.setForeground(new Color(WORDS));
    FontData data = display.getSystemFont().getFontData()[0];
    Font name = new Font(display, data.getName(), NAME_SIZE, SWT.BOLD);
    gc.setFont(name);
    gc.drawString("Dormouse", LEFT, NAME_TOP, true);
    int below = NAME_TOP + gc.getFontMetrics().getHeight() + 4;
    gc.setFont(display.getSystemFont());
    name.dispose();
    gc.setForeground(new Color(QUIET));
    gc.drawString("Services sleeping virtual machines", LEFT, below, true);
  }

  private void somethingShown(Event event) {
    if (event.widget instanceof Shell && event.widget != shell) {
      close();
    }
  }

  void close() {
    if (!display.isDisposed()) {
      display.removeFilter(SWT.Show, others);
    }
    if (!shell.isDisposed()) {
      shell.dispose();
      picture.dispose();
    }
  }
}
