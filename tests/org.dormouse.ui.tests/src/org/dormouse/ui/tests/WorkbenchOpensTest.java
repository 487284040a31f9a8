package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.Test;

/** The product opens one window, and the perspective in it is the one for servicing. */
class WorkbenchOpensTest {
  @Test
  void theWindowShowsTheServicingPerspective() {
    AtomicReference<String> perspective = new AtomicReference<>("no window");
    PlatformUI.getWorkbench().getDisplay().syncExec(() -> {
      IWorkbenchWindow[] windows = PlatformUI.getWorkbench().getWorkbenchWindows();
      if (windows.length == 1) {
        perspective.set(windows[0].getActivePage().getPerspective().getLabel());
      }
    });
    assertEquals("Servicing", perspective.get());
  }
}
