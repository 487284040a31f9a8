package org.dormouse.ui.internal;

import org.eclipse.swt.graphics.Point;
import org.eclipse.ui.application.ActionBarAdvisor;
import org.eclipse.ui.application.IActionBarConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;

/** Title, first size and bars of a workbench window. */
final class ServicingWindowAdvisor extends WorkbenchWindowAdvisor {
  private static final Point FIRST_SIZE = new Point(1100, 720);

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
    window.setTitle("Dormouse");
    window.setInitialSize(FIRST_SIZE);
    window.setShowCoolBar(false);
    window.setShowStatusLine(false);
  }
}
