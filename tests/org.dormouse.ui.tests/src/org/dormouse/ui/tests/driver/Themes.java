package org.dormouse.ui.tests.driver;

import java.util.Locale;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.ui.PlatformUI;

/** The two looks of the workbench. */
public enum Themes {
  LIGHT("org.eclipse.e4.ui.css.theme.e4_default"), DARK("org.eclipse.e4.ui.css.theme.e4_dark");

  private final String id;

  Themes(String id) {
    this.id = id;
  }

  public String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  public void show() {
    Ui.run(() -> {
      IThemeEngine engine = PlatformUI.getWorkbench().getService(IThemeEngine.class);
      if (!engine.getActiveTheme().getId().equals(id)) {
        engine.setTheme(id, false);
      }
    });
    Ui.settle();
  }
}
