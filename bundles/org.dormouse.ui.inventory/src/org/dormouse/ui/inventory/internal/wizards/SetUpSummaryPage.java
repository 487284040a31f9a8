package org.dormouse.ui.inventory.internal.wizards;

import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.Names;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

/** What Finish does, and whether everything is assessed afterwards. */
final class SetUpSummaryPage extends WizardPage {

  private final SetUpWizard wizard;
  private Text plan;
  private Button assess;

  SetUpSummaryPage(SetUpWizard wizard) {
    super("summary");
    this.wizard = wizard;
    setTitle("Ready");
    setMessage("Finish does the following.");
  }

  @Override
  public void createControl(Composite parent) {
    Composite page = new Composite(parent, SWT.NONE);
    GridLayoutFactory.swtDefaults().margins(10, 10).spacing(10, 10).applyTo(page);
    plan = Names.give(new Text(page, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP), "What is done at the end");
    GridDataFactory.fillDefaults().grab(true, false).hint(500, 120).applyTo(plan);
    assess = new Button(page, SWT.CHECK);
    assess.setText("&Assess all virtual machines afterwards, without waking any");
    assess.setSelection(true);
    setControl(page);
    ContextHelp.set(page, "set-up");
  }

  @Override
  public void setVisible(boolean visible) {
    if (visible) {
      plan.setText("•  " + String.join("\n\n•  ", wizard.plan()));
      setMessage("Finish does the following.");
      getContainer().updateButtons();
    }
    super.setVisible(visible);
  }

  boolean isAssessmentWanted() {
    return assess.getSelection();
  }
}
