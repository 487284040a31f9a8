package org.dormouse.ui.tests.pages;

import java.awt.event.KeyEvent;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.dormouse.ui.tests.driver.ClickDriver;
import org.dormouse.ui.tests.driver.Keyboard;
import org.dormouse.ui.tests.driver.Mouse;
import org.dormouse.ui.tests.driver.PartBot;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.WidgetText;
import org.dormouse.ui.tests.driver.Workbench;
import org.eclipse.help.HelpSystem;
import org.eclipse.help.IContext;
import org.eclipse.swt.custom.CCombo;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.forms.widgets.FormText;

/** Welcome page, context help and cheat sheet. */
public final class HelpPages {
  /** Under which the platform keeps it at a control. */
  private static final String CONTEXT = "org.eclipse.ui.help";
  private static final String HELP_VIEW = "org.eclipse.help.ui.HelpView";
  private static final String CHEAT_SHEETS = "org.eclipse.ui.cheatsheets.views.CheatSheetView";

  /** Behind the icon of a hit. */
  private static final int INTO_LINK = 40;
  private static final int INTO_LINE = 10;

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

  /** Looks for words in all pages, from the menu. */
  public static PartBot search(String words) {
    Workbench.menu().click("Help", "Search");
    PartBot help = opened(HELP_VIEW);
    new ClickDriver<>(help.first(CCombo.class)).click();
    Keyboard.type(words);
    help.button("Go").click();
    return help;
  }

  /** Clicks the link that a hit begins with, once it is found; the first search of all makes an index. */
  public static void openHit(PartBot help, String title) {
    FormText hit = help.widget(FormText.class, "a hit '" + title + "'",
        text -> WidgetText.all(text).stream().anyMatch(words -> words.startsWith(title)));
    AtomicReference<Point> before = new AtomicReference<>();
    // the results are laid out anew with each that comes
    Mouse.click(Ui.find("the hit '" + title + "' at rest", () -> {
      Point now = hit.toDisplay(INTO_LINK, INTO_LINE);
      return Optional.of(now).filter(place -> place.equals(before.getAndSet(place)));
    }));
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
