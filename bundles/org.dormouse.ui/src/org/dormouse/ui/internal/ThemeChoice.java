package org.dormouse.ui.internal;

import java.util.List;
import org.dormouse.ui.style.Theme;
import org.eclipse.e4.ui.css.swt.theme.ITheme;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.jface.preference.JFacePreferences;
import org.eclipse.jface.resource.ColorRegistry;
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

  /** What is said in a list beside a name; the platform's grey has 3.4 to 1 on dark and 3.9 on white. */
  private static final RGB REMARKS_ON_DARK = new RGB(176, 176, 176);
  private static final RGB REMARKS_ON_LIGHT = new RGB(100, 104, 106);
  /** The toolkit's own links have it on dark; those of forms and cheat sheets would be grey there. */
  private static final RGB LINKS_ON_DARK = new RGB(111, 197, 238);
  private static final List<String> LINKS =
      List.of(JFacePreferences.HYPERLINK_COLOR, JFacePreferences.ACTIVE_HYPERLINK_COLOR);

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
    Theme.addListener(ThemeChoice::makeReadable);
    makeReadable();
  }

  private static void makeReadable() {
    ColorRegistry colours = JFaceResources.getColorRegistry();
    colours.put(JFacePreferences.ERROR_COLOR, Theme.isDark() ? ERRORS_ON_DARK : ERRORS_ON_LIGHT);
    colours.put(JFacePreferences.QUALIFIER_COLOR, Theme.isDark() ? REMARKS_ON_DARK : REMARKS_ON_LIGHT);
    if (Theme.isDark()) {
      LINKS.forEach(link -> colours.put(link, LINKS_ON_DARK));
    }
  }
}
