package org.dormouse.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IViewReference;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.Test;

/** Runs on the UI thread of a workbench that has opened. */
class WorkbenchTest {

  private static IWorkbenchWindow window() {
    IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
    return window == null ? PlatformUI.getWorkbench().getWorkbenchWindows()[0] : window;
  }

  @Test
  void theWindowOpensWithItsNameAndSize() {
    Shell shell = window().getShell();
    assertTrue(shell.isVisible());
    assertTrue(shell.getText().contains("Dormouse"), shell.getText());
    Point size = shell.getSize();
    assertTrue(size.x > 600 && size.y > 400, size.toString());
  }

  @Test
  void theServicingPerspectiveShowsItsViewWithoutAnError() {
    assertTrue(window().getActivePage().getPerspective().getId().contains("servicing"),
        window().getActivePage().getPerspective().getId());
    IViewReference[] views = window().getActivePage().getViewReferences();
    assertEquals(1, views.length);
    assertNotNull(views[0].getView(true), "the view opens");
    assertFalse(views[0].getTitle().toLowerCase(Locale.ROOT).contains("error"), views[0].getTitle());
  }
}
