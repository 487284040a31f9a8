package org.dormouse.ui.internal;

import org.dormouse.ui.style.Theme;
import org.eclipse.e4.ui.css.swt.theme.ITheme;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.jface.preference.JFacePreferences;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;

/** Brings the theme that the user chose to the window, and puts right what cannot be read in it. */
final class ThemeChoice {

  private static final String LIGHT = "org.eclipse.e4.ui.css.theme.e4_default";
  private static final String DARK = "org.eclipse.e4.ui.css.theme.e4_dark";

  /** 4.8 to 1 on the line at the bottom of the window; the platform's has 2.6, and its style yields to none of ours. */
  private static final RGB ERRORS_ON_DARK = new RGB(255, 164, 164);
  /** The platform's pure red is too bright for text on white and on grey: 3.8 to 1; this has 5.2. */
  private static final RGB ERRORS_ON_LIGHT = new RGB(198, 40, 40);

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
    Theme.addListener(ThemeChoice::makeErrorsReadable);
    makeErrorsReadable();
  }

  private static void makeErrorsReadable() {
    JFaceResources.getColorRegistry().put(JFacePreferences.ERROR_COLOR,
        Theme.isDark() ? ERRORS_ON_DARK : ERRORS_ON_LIGHT);
  }
}
