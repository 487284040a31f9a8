package org.dormouse.ui.parts;

import org.dormouse.ui.style.Theme;
import org.eclipse.jface.preference.JFacePreferences;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Table;

/**
 * Tables that cannot be used for a while. In the dark theme the platform's style gives their words a colour that stays
 * as it is, so they would look as if they could; what is selected keeps its own. UI thread only.
 */
public final class Usable {

  private static final String WORDS = "org.dormouse.ui.words";

  private Usable() {}

  public static void set(Table table, boolean usable) {
    table.setEnabled(usable);
    if (Theme.isDark()) {
      // posted: the style reaches a new table first
      table.getDisplay().asyncExec(() -> {
        if (!table.isDisposed()) {
          colour(table);
        }
      });
    }
  }

  private static void colour(Table table) {
    if (table.getData(WORDS) == null) {
      table.setData(WORDS, table.getForeground());
    }
    table.setForeground(table.getEnabled() ? (Color) table.getData(WORDS)
        : JFaceResources.getColorRegistry().get(JFacePreferences.QUALIFIER_COLOR));
  }
}
