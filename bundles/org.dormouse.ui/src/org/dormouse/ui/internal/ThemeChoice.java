package org.dormouse.ui.internal;

import org.eclipse.e4.ui.css.swt.theme.ITheme;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;

/** Brings the theme that the user chose to the window. */
final class ThemeChoice {

  private static final String LIGHT = "org.eclipse.e4.ui.css.theme.e4_default";
  private static final String DARK = "org.eclipse.e4.ui.css.theme.e4_dark";

  private ThemeChoice() {}

  static void apply() {
    IThemeEngine engine = PlatformUI.getWorkbench().getService(IThemeEngine.class);
    if (engine == null) {
      return;
    }
    String wanted = switch (Preferences.store().getString(Preferences.THEME)) {
      case Preferences.DARK -> DARK;
      case Preferences.LIGHT -> LIGHT;
      default -> Display.isSystemDarkTheme() ? DARK : LIGHT;
    };
    ITheme active = engine.getActiveTheme();
    if (active == null || !active.getId().equals(wanted)) {
      engine.setTheme(wanted, true);
    }
  }
}
