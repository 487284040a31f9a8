package org.dormouse.ui.internal;

import java.util.List;
import org.dormouse.ui.UiThread;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IEditorReference;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.application.ActionBarAdvisor;
import org.eclipse.ui.application.IActionBarConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;

/** Title, first size and bars of a workbench window; gives editors room only while there are any. */
final class ServicingWindowAdvisor extends WorkbenchWindowAdvisor {
  private static final Point FIRST_SIZE = new Point(1280, 800);

  ServicingWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
    super(configurer);
  }

  @Override
  public ActionBarAdvisor createActionBarAdvisor(IActionBarConfigurer configurer) {
    return new ServicingActionBars(configurer);
  }

  @Override
  public void preWindowOpen() {
    IWorkbenchWindowConfigurer window = getWindowConfigurer();
    window.setTitle(DemoSetUp.isDemo() ? "Dormouse – Demonstration" : "Dormouse");
    window.setInitialSize(FIRST_SIZE);
    window.setShowCoolBar(true);
    window.setShowStatusLine(true);
    window.setShowProgressIndicator(true);
    window.setShowPerspectiveBar(false);
  }

  @Override
  public void postWindowOpen() {
    IWorkbenchPage page = getWindowConfigurer().getWindow().getActivePage();
    if (page != null) {
      page.addPartListener(new RoomForEditors());
      // Editors that are not opened again have left their room behind.
      page.setEditorAreaVisible(page.getEditorReferences().length > 0);
    }
  }

  /** Hides the empty editor area when the last editor was closed. */
  private static final class RoomForEditors implements IPartListener2 {
    @Override
    public void partOpened(IWorkbenchPartReference reference) {
      if (reference instanceof IEditorReference) {
        reference.getPage().setEditorAreaVisible(true);
      }
    }

    @Override
    public void partClosed(IWorkbenchPartReference reference) {
      IWorkbenchPage page = reference.getPage();
      Shell window = page.getWorkbenchWindow().getShell();
      if (reference instanceof IEditorReference && window != null) {
        // in a turn of its own: to close an editor takes long enough, and the next may be opened at once
        UiThread.inTurns(window, List.of(() -> hideIfEmpty(page)));
      }
    }

    private static void hideIfEmpty(IWorkbenchPage page) {
      if (page.getWorkbenchWindow().getActivePage() == page && page.getEditorReferences().length == 0) {
        page.setEditorAreaVisible(false);
      }
    }
  }
}
