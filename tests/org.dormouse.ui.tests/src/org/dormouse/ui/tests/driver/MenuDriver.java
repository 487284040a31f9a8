package org.dormouse.ui.tests.driver;

import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Shell;

/** A menu, opened for its listeners without being shown: the toolkit does not tell where its items are. */
public final class MenuDriver {
  private final Supplier<Menu> menu;

  private MenuDriver(Supplier<Menu> menu) {
    this.menu = menu;
  }

  static MenuDriver contextOf(Control control) {
    return new MenuDriver(() -> {
      Event event = new Event();
      control.notifyListeners(SWT.MenuDetect, event);
      return control.getMenu();
    });
  }

  static MenuDriver barOf(Shell shell) {
    return new MenuDriver(shell::getMenuBar);
  }

  /**
   * Opens the context menu of what has the focus by its key and chooses the item of this letter by that: nothing is
   * told to the toolkit, as {@link #click} does it.
   *
   * @param letter code of {@link java.awt.event.KeyEvent}
   */
  public static void chooseByKeys(Control focused, int letter) {
    Ui.await("the focus", focused::isFocusControl);
    Keyboard.press(KeyEvent.VK_SHIFT, KeyEvent.VK_F10);
    Menu menu = Ui.find("the context menu", () -> Optional.ofNullable(focused.getMenu()).filter(Menu::isVisible));
    Keyboard.strike(letter);
    Ui.await("the context menu to close", () -> menu.isDisposed() || !menu.isVisible());
  }

  /** Chooses the item at the end of the path, for instance {@code "File", "New", "Job..."}, once it is enabled. */
  public void click(String... path) {
    MenuItem item = Ui.find("menu item " + List.of(path) + " to be enabled",
        () -> look(path).filter(MenuItem::isEnabled));
    Ui.start(() -> {
      Event event = new Event();
      event.widget = item;
      if ((item.getStyle() & (SWT.CHECK | SWT.RADIO)) != 0) {
        item.setSelection((item.getStyle() & SWT.RADIO) != 0 || !item.getSelection());
      }
      item.notifyListeners(SWT.Selection, event);
    });
    Ui.settle();
  }

  public boolean isEnabled(String... path) {
    return Ui.get(() -> look(path).map(MenuItem::isEnabled).orElse(false));
  }

  public boolean has(String... path) {
    return Ui.get(() -> look(path).isPresent());
  }

  /** Texts of the items below, without separators. */
  public List<String> items(String... path) {
    return Ui.get(() -> {
      Menu opened = path.length == 0 ? menu.get() : look(path).map(MenuItem::getMenu).orElse(null);
      List<String> texts = new ArrayList<>();
      for (MenuItem item : opened == null ? new MenuItem[0] : show(opened)) {
        if ((item.getStyle() & SWT.SEPARATOR) == 0) {
          texts.add(WidgetText.plain(item.getText()));
        }
      }
      return texts;
    });
  }

  private Optional<MenuItem> look(String... path) {
    Menu level = menu.get();
    Optional<MenuItem> found = Optional.empty();
    for (String text : path) {
      if (level == null) {
        return Optional.empty();
      }
      found = Arrays.stream(show(level)).filter(item -> WidgetText.plain(item.getText()).equals(text)).findFirst();
      level = found.map(MenuItem::getMenu).orElse(null);
    }
    return found;
  }

  /** Menus are filled when they are about to be shown. */
  private static MenuItem[] show(Menu menu) {
    menu.notifyListeners(SWT.Show, new Event());
    return menu.getItems();
  }
}
