package org.dormouse.ui.internal;

import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;

/** Runs the workbench on the main thread until its last window is closed. */
public final class WorkbenchApplication implements IApplication {
  @Override
  public Object start(IApplicationContext context) {
    Display.setAppName("Dormouse");
    Display display = PlatformUI.createDisplay();
    try {
      int code = PlatformUI.createAndRunWorkbench(display, new ServicingWorkbenchAdvisor());
      return code == PlatformUI.RETURN_RESTART ? EXIT_RESTART : EXIT_OK;
    } finally {
      display.dispose();
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
