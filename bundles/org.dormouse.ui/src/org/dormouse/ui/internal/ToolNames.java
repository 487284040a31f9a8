package org.dormouse.ui.internal;

import java.util.Objects;
import java.util.stream.Stream;
import org.dormouse.ui.parts.Names;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;

/**
 * Names tool items that show nothing but an icon by their tooltip, all over the workbench, for those who hear the
 * screen. The toolkit has no accessible object for a tool item; where it asks the tool bar, a listener answers for each
 * child.
 */
final class ToolNames {

  /** Where the platform keeps what a piece of the window is called in style sheets. */
  private static final String STYLE_ID = "org.eclipse.e4.ui.css.id";
  private static final String PROGRESS = "org-eclipse-ui-ProgressBar";

  private ToolNames() {}

  static void install(Display display) {
    display.addListener(SWT.Skin, event -> {
      switch (event.widget) {
        case ToolBar bar when !bar.isDisposed() -> answerFor(bar);
        case ToolItem item when !item.isDisposed() && !name(item).isEmpty() -> Names.give(item, name(item));
        default -> { }
      }
    });
  }

  private static void answerFor(ToolBar bar) {
    bar.getAccessible().addAccessibleListener(new AccessibleAdapter() {
      @Override
      public void getName(AccessibleEvent asked) {
        if (asked.childID >= 0 && asked.childID < bar.getItemCount() && !name(bar.getItem(asked.childID)).isEmpty()) {
          asked.result = name(bar.getItem(asked.childID));
        }
      }
    });
  }

  /** Empty where the item has a text, which is its name. */
  private static String name(ToolItem item) {
    if (!item.getText().isBlank()) {
      return "";
    }
    String tip = item.getToolTipText();
    return tip != null ? tip.replace("&", "").lines().findFirst().orElse("") : isProgress(item) ? "Progress" : "";
  }

  /** The platform gives the icon beside its bar a tooltip only while something is wrong. */
  private static boolean isProgress(ToolItem item) {
    return Stream.iterate((Control) item.getParent(), Objects::nonNull, control -> control.getParent())
        .anyMatch(control -> PROGRESS.equals(control.getData(STYLE_ID)));
  }
}
