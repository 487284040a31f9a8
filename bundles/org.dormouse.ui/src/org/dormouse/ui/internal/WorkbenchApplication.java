package org.dormouse.ui.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dormouse.api.client.StatePlace;
import org.eclipse.core.runtime.Platform;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.osgi.service.datalocation.Location;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;

/** Runs the workbench on the main thread until its last window is closed. */
public final class WorkbenchApplication implements IApplication {

  /** Workbenches at once that each remember a layout of their own; more than these remember none. */
  private static final int MOST_AREAS = 8;

  @Override
  public Object start(IApplicationContext context) {
    Display.setAppName("Dormouse");
    // Not before: the classes of the toolkit that need each other to be initialized are so now, by this thread alone.
    Readying.icons();
    Display display = PlatformUI.createDisplay();
    FieldNames.install(display);
    ToolNames.install(display);
    UnstyledItems.install(display);
    HelpKey.install(display);
    PreferenceRoom.install(display);
    Splash splash = Splash.show(display);
    Location area = Platform.getInstanceLocation();
    try {
      claim(area, StatePlace.ofEnvironment().folder());
      if (PlatformUI.createAndRunWorkbench(display, new ServicingWorkbenchAdvisor()) != PlatformUI.RETURN_RESTART) {
        return EXIT_OK;
      }
    } finally {
      splash.close();
      display.dispose();
      area.release();
    }
    return openAgain() ? EXIT_OK : EXIT_RESTART;
  }

  /** There is no native launcher that would: the installation's own script does. */
  private static boolean openAgain() {
    Path script = Path.of(System.getProperty("dormouse.install", "")).resolve("dormouse");
    try {
      if (Files.isExecutable(script) && !DemoSetUp.isDemo()) {
        new ProcessBuilder(script.toString()).inheritIO().start();
        return true;
      }
    } catch (IOException e) {
      Problems.log("The workbench could not open itself again; open it by " + script, e);
    }
    return false;
  }

  /**
   * Takes the first folder of settings and layout that no other workbench has: {@code workbench}, {@code workbench-2},
   * … in the state folder. Where one was given on the command line, that one is used, whoever else does.
   */
  private static void claim(Location area, Path state) {
    if (area.isSet()) {
      return;
    }
    for (int i = 1; i <= MOST_AREAS; i++) {
      Path folder = state.resolve(i == 1 ? "workbench" : "workbench-" + i);
      try {
        Files.createDirectories(folder);
        if (area.set(folder.toUri().toURL(), true)) {
          return;
        }
      } catch (IOException e) {
        break;
      }
    }
    unremembered(area);
  }

  private static void unremembered(Location area) {
    try {
      Path folder = Files.createTempDirectory("dormouse-workbench");
      folder.toFile().deleteOnExit();
      area.set(folder.toUri().toURL(), false);
    } catch (IOException e) {
      throw new IllegalStateException("The workbench finds no folder that it may write: neither the state folder nor "
          + "the folder for temporary files. Make one of them writable, or set DORMOUSE_HOME.", e);
    }
  }

  @Override
  public void stop() {
    if (!PlatformUI.isWorkbenchRunning()) {
      return;
    }
    Display display = PlatformUI.getWorkbench().getDisplay();
    display.syncExec(() -> {
      if (!display.isDisposed()) {
        PlatformUI.getWorkbench().close();
      }
    });
  }
}
