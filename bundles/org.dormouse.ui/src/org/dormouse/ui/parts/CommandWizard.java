package org.dormouse.ui.parts;

import java.time.Duration;
import org.dormouse.ui.UiThread;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.ui.IExportWizard;
import org.eclipse.ui.IImportWizard;
import org.eclipse.ui.INewWizard;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchWindow;

/**
 * Entry of the platform's lists of wizards that carries out a command: our wizards have dialogs of their own, which end
 * when the engine has stored what they make. Declared with the command's id behind its class.
 */
public final class CommandWizard extends Wizard
    implements INewWizard, IImportWizard, IExportWizard, IExecutableExtension {

  private String command = "";
  private String explanation = "";
  private IWorkbench workbench;

  @Override
  public void setInitializationData(IConfigurationElement config, String property, Object data) {
    command = String.valueOf(data);
    setWindowTitle(config.getAttribute("name"));
    IConfigurationElement[] description = config.getChildren("description");
    explanation = description.length == 0 ? "" : String.valueOf(description[0].getValue());
  }

  @Override
  public void init(IWorkbench platform, IStructuredSelection selection) {
    workbench = platform;
  }

  /** For imports and exports, which the platform does not let finish without a page. */
  @Override
  public void addPages() {
    addPage(new ExplanationPage(getWindowTitle(), explanation));
  }

  @Override
  public boolean performFinish() {
    IWorkbenchWindow window = workbench.getActiveWorkbenchWindow();
    // once the list of wizards has closed
    UiThread.after(Duration.ZERO, () -> Commands.run(window == null ? workbench : window, command));
    return true;
  }
}
