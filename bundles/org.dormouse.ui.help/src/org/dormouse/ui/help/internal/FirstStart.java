package org.dormouse.ui.help.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.data.InventoryData.Kind;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.osgi.service.prefs.BackingStoreException;

/**
 * Opens the welcome page by itself, at most once in the life of a workspace: as soon as the engine has told that
 * nothing is defined, unless the user has an editor open by then. Whatever comes of it is remembered, so that a
 * workspace that is emptied later stays quiet; only a window that is closed before the engine has answered leaves it
 * for the next. Never in a demonstration, and never where {@code dormouse.welcome} is {@code false}, as for tests.
 */
public final class FirstStart implements IStartup {

  static final String SWITCH = "dormouse.welcome";
  private static final String DEMONSTRATION = "dormouse.demo";
  private static final String NODE = "org.dormouse.ui.help";
  private static final String DECIDED = "welcome.decided";
  private static final List<Kind> DEFINED = List.of(Kind.LIBRARY, Kind.HOST, Kind.SERVICE, Kind.GROUP, Kind.JOB);

  @Override
  public void earlyStartup() {
    boolean wanted = Boolean.parseBoolean(System.getProperty(SWITCH, "true")) && !Boolean.getBoolean(DEMONSTRATION);
    if (wanted && !preferences().getBoolean(DECIDED, false)) {
      UiThread.run(() -> new Decision(PlatformUI.getWorkbench().getService(InventoryData.class)).begin());
    }
  }

  private static IEclipsePreferences preferences() {
    return InstanceScope.INSTANCE.getNode(NODE);
  }

  /** Waits for the first whole answer of the engine. UI thread only. */
  private record Decision(InventoryData data) implements Consumer<Set<Kind>> {

    void begin() {
      data.addListener(this);
      accept(Set.of());
    }

    @Override
    public void accept(Set<Kind> changed) {
      if (!DEFINED.stream().allMatch(data::isLoaded) || data.error().isPresent()) {
        return;
      }
      data.removeListener(this);
      remember();
      if (DEFINED.stream().allMatch(kind -> data.definitions(kind).isEmpty())) {
        open();
      }
    }

    private static void remember() {
      preferences().putBoolean(DECIDED, true);
      try {
        preferences().flush();
      } catch (BackingStoreException e) {
        ILog.of(FirstStart.class).warn("The welcome page will open once more at the next start.", e);
      }
    }

    private static void open() {
      Arrays.stream(PlatformUI.getWorkbench().getWorkbenchWindows()).map(IWorkbenchWindow::getActivePage)
          .filter(page -> page != null && page.getEditorReferences().length == 0).findFirst()
          .ifPresent(Decision::open);
    }

    private static void open(IWorkbenchPage page) {
      try {
        WelcomePage.open(page);
      } catch (PartInitException e) {
        ILog.of(FirstStart.class).error("The welcome page could not be opened.", e);
      }
    }
  }
}
