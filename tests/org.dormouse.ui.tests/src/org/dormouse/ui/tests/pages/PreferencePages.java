package org.dormouse.ui.tests.pages;

import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.Workbench;
import org.eclipse.jface.preference.IPreferencePage;
import org.eclipse.jface.preference.PreferenceDialog;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Rectangle;

/** The dialog of preferences, which becomes as large as the page that it shows needs. */
public final class PreferencePages {
  /** How often in a row it has to be found as large as before: the window manager resizes it later than it is asked. */
  private static final int TIMES = 5;

  /** What a window manager may take for its title and edges. */
  private static final int FRAME = 40;

  private final ShellBot dialog;
  private Rectangle bounds = new Rectangle(0, 0, 0, 0);
  private int unchanged;

  private PreferencePages(ShellBot dialog) {
    this.dialog = dialog;
  }

  /** Opens a page of ours by the menu and the tree, and waits until nothing moves any more. */
  public static ShellBot open(String page) {
    String entry = Workbench.menu().items("Window").stream().filter(text -> text.startsWith("Preferences")).findFirst()
        .orElseThrow();
    Workbench.menu().click("Window", entry);
    return show(settled(ShellBot.titled("Preferences")), page);
  }

  /** Changes to another page of ours. */
  public static ShellBot show(ShellBot dialog, String page) {
    dialog.tree().click("Dormouse", page);
    Ui.await("page " + page, () -> page(dialog).getTitle().equals(page));
    return settled(dialog);
  }

  /** Waits until the dialog is as large as its page needs, and stays so. */
  public static ShellBot settled(ShellBot dialog) {
    PreferencePages pages = new PreferencePages(dialog);
    Ui.await("the preferences to have the room that they need, and to stay there", pages::isSettled);
    return dialog;
  }

  private static IPreferencePage page(ShellBot dialog) {
    return (IPreferencePage) ((PreferenceDialog) dialog.widget().getData()).getSelectedPage();
  }

  private boolean isSettled() {
    Rectangle now = dialog.widget().getBounds();
    unchanged = now.equals(bounds) && (!isScrolled() || fillsTheScreen()) ? unchanged + 1 : 0;
    bounds = now;
    return unchanged >= TIMES;
  }

  /** A page of the platform needs more than there is. */
  private boolean fillsTheScreen() {
    Rectangle screen = dialog.widget().getMonitor().getClientArea();
    return bounds.height >= screen.height - FRAME;
  }

  /** Whether some of the page is out of sight, as its scroll bars say. */
  private boolean isScrolled() {
    ScrolledComposite scrolled = (ScrolledComposite) page(dialog).getControl().getParent().getParent();
    return scrolled.getHorizontalBar().isVisible() || scrolled.getVerticalBar().isVisible();
  }
}
