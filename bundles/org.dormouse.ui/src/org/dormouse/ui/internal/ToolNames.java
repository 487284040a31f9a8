package org.dormouse.ui.internal;

import org.dormouse.ui.parts.Names;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;

/**
 * Names tool items that show nothing but an icon by their tooltip, all over the workbench, for those who hear the
 * screen. The toolkit has no accessible object for a tool item; where it asks the tool bar, a listener answers for each
 * child.
 */
final class ToolNames {

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
    String tip = item.getToolTipText();
    return !item.getText().isBlank() || tip == null ? "" : tip.replace("&", "").lines().findFirst().orElse("");
  }
}
