package org.dormouse.ui.internal;

import java.util.Optional;
import org.dormouse.ui.Ids;
import org.dormouse.ui.StallLog;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.engine.EngineLink;
import org.eclipse.jface.dialogs.TrayDialog;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.application.IWorkbenchConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchAdvisor;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;
import org.eclipse.ui.statushandlers.AbstractStatusHandler;

/** Opens the Servicing perspective, remembers the layout, and begins and ends what serves all views. */
final class ServicingWorkbenchAdvisor extends WorkbenchAdvisor {

  private final AbstractStatusHandler errors = new PlainErrors();
  private EngineLink link;
  private InventoryData data;
  private RunNotifier notifier;
  private RunJobs jobs;
  private Optional<StallLog> stalls = Optional.empty();

  @Override
  public void initialize(IWorkbenchConfigurer configurer) {
    super.initialize(configurer);
    configurer.setSaveAndRestore(true);
    TrayDialog.setDialogHelpAvailable(true);
  }

  @Override
  public void preStartup() {
    // Begins to connect while the window is being built.
    IWorkbench workbench = PlatformUI.getWorkbench();
    link = workbench.getService(EngineLink.class);
    data = workbench.getService(InventoryData.class);
  }

  @Override
  public void postStartup() {
    ForeignPages.takeFrom(PlatformUI.getWorkbench().getPreferenceManager());
    ThemeChoice.apply();
    notifier = new RunNotifier(data);
    jobs = new RunJobs(data, link);
    DemoSetUp.beginIfAsked(link);
    stalls = StallLog.ifAsked(PlatformUI.getWorkbench().getDisplay());
    Readying.rest();
  }

  @Override
  public WorkbenchWindowAdvisor createWorkbenchWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
    return new ServicingWindowAdvisor(configurer);
  }

  @Override
  public String getInitialWindowPerspectiveId() {
    return Ids.PERSPECTIVE;
  }

  @Override
  public String getMainPreferencePageId() {
    return "org.dormouse.ui.preferences.General";
  }

  @Override
  public AbstractStatusHandler getWorkbenchErrorHandler() {
    return errors;
  }

  @Override
  public boolean preShutdown() {
    return new CloseQuestion(data).mayClose();
  }

  @Override
  public void postShutdown() {
    stalls.ifPresent(StallLog::close);
    if (jobs != null) {
      jobs.close();
    }
    if (notifier != null) {
      notifier.close();
    }
    if (data != null) {
      data.close();
    }
    if (link != null) {
      link.close();
    }
  }
}
