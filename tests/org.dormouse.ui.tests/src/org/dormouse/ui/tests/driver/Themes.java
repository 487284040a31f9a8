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

  /** For the platform. */
  public String id() {
    return id;
  }

  public String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one in force. */
  public static Themes now() {
    return Ui.get(() -> {
      IThemeEngine engine = PlatformUI.getWorkbench().getService(IThemeEngine.class);
      return engine.getActiveTheme() != null && engine.getActiveTheme().getId().equals(DARK.id) ? DARK : LIGHT;
    });
  }
}
