package org.dormouse.ui.style;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dormouse.ui.UiThread;
import org.eclipse.e4.ui.css.swt.theme.ITheme;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** Whether the window is dark, for what draws itself. UI thread only. */
public final class Theme {

  /** Brightness below which a background is dark, 0 to 255. */
  private static final int DARK = 128;

  private static final List<Runnable> LISTENERS = new CopyOnWriteArrayList<>();
  private static boolean listening;

  private Theme() {}

  public static boolean isDark() {
    if (PlatformUI.isWorkbenchRunning()) {
      IThemeEngine engine = PlatformUI.getWorkbench().getService(IThemeEngine.class);
      ITheme theme = engine == null ? null : engine.getActiveTheme();
      if (theme != null) {
        return theme.getId().contains("dark");
      }
    }
    Color background = Display.getCurrent().getSystemColor(SWT.COLOR_LIST_BACKGROUND);
    return brightness(background.getRGB()) < DARK;
  }

  private static int brightness(RGB colour) {
    return (299 * colour.red + 587 * colour.green + 114 * colour.blue) / 1000;
  }

  /** The state's colour on the present theme. SWT's colours need no disposal. */
  public static Color colour(StateStyle state) {
    return new Color(state.colour(isDark()));
  }

  /** Of text that a part draws itself. */
  public static Color text() {
    return isDark() ? new Color(0xea, 0xea, 0xea) : new Color(0x1d, 0x23, 0x29);
  }

  /** Of lines that only guide the eye. */
  public static Color lines() {
    return isDark() ? new Color(0x55, 0x5a, 0x5e) : new Color(0xd5, 0xd9, 0xde);
  }

  /** Told after the theme has changed and widgets have its colours. */
  public static void addListener(Runnable onUi) {
    LISTENERS.add(onUi);
    if (!listening) {
      listening = true;
      listen();
    }
  }

  public static void removeListener(Runnable onUi) {
    LISTENERS.remove(onUi);
  }

  private static void listen() {
    BundleContext context = FrameworkUtil.getBundle(Theme.class).getBundleContext();
    EventHandler handler = event -> UiThread.after(Duration.ZERO, () -> LISTENERS.forEach(Runnable::run));
    context.registerService(EventHandler.class, handler, FrameworkUtil.asDictionary(
        Map.of(EventConstants.EVENT_TOPIC, IThemeEngine.Events.THEME_CHANGED)));
  }
}
