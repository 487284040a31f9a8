package org.dormouse.ui.tests.pages;

import java.awt.event.KeyEvent;
import java.util.Optional;
import org.dormouse.ui.tests.driver.Keyboard;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.Workbench;
import org.eclipse.help.HelpSystem;
import org.eclipse.help.IContext;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

/** Welcome page, context help and cheat sheet. */
public final class HelpPages {
  /** Under which the platform keeps it at a control. */
  private static final String CONTEXT = "org.eclipse.ui.help";
  private static final String HELP_VIEW = "org.eclipse.help.ui.HelpView";
  private static final String CHEAT_SHEETS = "org.eclipse.ui.cheatsheets.views.CheatSheetView";

  private HelpPages() {
  }

  public static PartBot welcome() {
    Workbench.menu().click("Help", "Welcome");
    return Workbench.editor("Welcome");
  }

  public static PartBot cheatSheet() {
    Workbench.menu().click("Help", "Service Your First Library");
    return opened(CHEAT_SHEETS);
  }

  /** Presses the key and waits for the view that answers. */
  public static PartBot f1() {
    Keyboard.press(KeyEvent.VK_F1);
    return opened(HELP_VIEW);
  }

  /** The view, once something has opened it and it is in front. */
  public static PartBot opened(String view) {
    Ui.await("view " + view + " to be in front", () -> Optional.ofNullable(Workbench.page().findView(view))
        .filter(part -> Workbench.page().isPartVisible(part)).isPresent());
    return Workbench.view(view);
  }

  /** What F1 would show with the focus where it is: of the control or the nearest one around it. UI thread. */
  public static Optional<IContext> context(Control from) {
    for (Control control = from; control != null; control = control.getParent()) {
      if (control.getData(CONTEXT) instanceof String id) {
        return Optional.ofNullable(HelpSystem.getContext(id));
      }
    }
    return Optional.empty();
  }

  /** What it would show anywhere in there: of the first control that names a context. UI thread. */
  public static Optional<IContext> contextWithin(Control top) {
    Optional<IContext> own = top.getData(CONTEXT) instanceof String id
        ? Optional.ofNullable(HelpSystem.getContext(id)) : Optional.empty();
    if (own.isPresent() || !(top instanceof Composite composite)) {
      return own;
    }
    for (Control child : composite.getChildren()) {
      Optional<IContext> below = contextWithin(child);
      if (below.isPresent()) {
        return below;
      }
    }
    return Optional.empty();
  }
}
