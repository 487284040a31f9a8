package org.dormouse.ui.internal;

import org.eclipse.ui.application.IWorkbenchConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchAdvisor;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;

/** Opens the Servicing perspective and remembers the layout between sessions. */
final class ServicingWorkbenchAdvisor extends WorkbenchAdvisor {
  @Override
  public void initialize(IWorkbenchConfigurer configurer) {
    super.initialize(configurer);
    configurer.setSaveAndRestore(true);
  }

  @Override
  public WorkbenchWindowAdvisor createWorkbenchWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
    return new ServicingWindowAdvisor(configurer);
  }

  @Override
  public String getInitialWindowPerspectiveId() {
    return ServicingPerspective.ID;
  }
}
