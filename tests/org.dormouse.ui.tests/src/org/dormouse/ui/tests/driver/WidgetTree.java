package org.dormouse.ui.tests.driver;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Widget;

/** The open windows and what is in them, as text for the message of a test that missed something. UI thread. */
final class WidgetTree {
  private static final int LIMIT = 12_000;

  private WidgetTree() {
  }

  static String print() {
    StringBuilder text = new StringBuilder("open windows:\n");
    for (Shell shell : Ui.display().getShells()) {
      if (shell.isVisible()) {
        print(shell, 1, text);
      }
    }
    return text.length() > LIMIT ? text.substring(0, LIMIT) + "…" : text.toString();
  }

  private static void print(Widget widget, int depth, StringBuilder text) {
    String words = WidgetText.all(widget).stream().distinct().toList().toString();
    text.append("  ".repeat(depth)).append(widget.getClass().getSimpleName()).append(' ').append(words)
        .append(widget instanceof Control control && !control.isEnabled() ? " disabled" : "").append('\n');
    if (widget instanceof Composite composite) {
      for (Control child : composite.getChildren()) {
        if (child.isVisible()) {
          print(child, depth + 1, text);
        }
      }
    }
  }
}
