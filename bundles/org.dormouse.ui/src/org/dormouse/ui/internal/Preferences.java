package org.dormouse.ui.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.dormouse.api.client.EngineCommand;
import org.dormouse.ui.data.JobLimit;
import org.dormouse.ui.data.RunWatch.Topic;
import org.eclipse.core.runtime.preferences.AbstractPreferenceInitializer;
import org.eclipse.core.runtime.preferences.DefaultScope;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.preference.IPreferenceStore;
import org.eclipse.ui.preferences.ScopedPreferenceStore;

/** Names and defaults of what the user may set. */
public final class Preferences extends AbstractPreferenceInitializer {

  public static final String NOTIFY_WINDOW = "notify.window";
  public static final String NOTIFY_DESKTOP = "notify.desktop";
  /** {@link #SYSTEM}, {@link #LIGHT} or {@link #DARK}. */
  public static final String THEME = "theme";
  public static final String SYSTEM = "system";
  public static final String LIGHT = "light";
  public static final String DARK = "dark";
  /** Whether closing during a run goes without a question: as the platform's dialogs with a toggle write it. */
  public static final String CLOSE_UNASKED = "close.unasked";

  /** Minutes after which an idle engine leaves by itself; regarded when it is started. */
  public static final String IDLE_MINUTES = "engine.idle-minutes";

  private static final String NODE = "org.dormouse.ui";

  public static IPreferenceStore store() {
    return new ScopedPreferenceStore(InstanceScope.INSTANCE, NODE);
  }

  /** Keeps what was set beside a preference page that does so by itself; else it is lost if this process is ended. */
  static void keep() {
    try {
      new ScopedPreferenceStore(InstanceScope.INSTANCE, NODE).save();
    } catch (IOException e) {
      Problems.log("The preferences could not be stored.", e);
    }
  }

  /** For the engines that this process starts from now on. */
  static void handOnIdleTime() {
    System.setProperty(EngineCommand.IDLE, String.valueOf(Duration.ofMinutes(store().getInt(IDLE_MINUTES))
        .toSeconds()));
  }

  public static String notify(Topic topic) {
    return "notify." + topic.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public void initializeDefaultPreferences() {
    IEclipsePreferences defaults = DefaultScope.INSTANCE.getNode(NODE);
    defaults.putBoolean(NOTIFY_WINDOW, true);
    defaults.putBoolean(NOTIFY_DESKTOP, true);
    for (Topic topic : Topic.values()) {
      defaults.putBoolean(notify(topic), true);
    }
    defaults.put(THEME, SYSTEM);
    defaults.putInt(IDLE_MINUTES, 1);
    for (JobLimit limit : JobLimit.values()) {
      defaults.putInt(limit.preference(), limit.fallback());
    }
  }
}
