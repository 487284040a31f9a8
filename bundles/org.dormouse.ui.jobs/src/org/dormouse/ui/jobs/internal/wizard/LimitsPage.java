package org.dormouse.ui.jobs.internal.wizard;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** How long things may take, when a run begins nothing more, and what is kept. */
final class LimitsPage extends JobWizardPage {

  LimitsPage(JobWizard wizard) {
    super(wizard, "limits", "Limits", "Each wait ends, and who is too slow fails alone. The defaults suit most jobs.");
  }

  @Override
  void createFields(Composite page) {
    Choices choices = new Choices(this);
    heading(page, "A run begins no further virtual machine after");
    choices.number(page, "&Failed virtual machines:", "maxFailures", "0: no limit", 0);
    choices.number(page, "Failed &per cent:", "maxFailurePercent", "0: no limit", 0);
    heading(page, "Time-outs");
    choices.number(page, "Until a guest &answers:", "bootTimeout", "seconds", 1);
    choices.number(page, "One &install cycle:", "installTimeout", "seconds", 1);
    choices.number(page, "&Shut down:", "shutdownTimeout", "seconds", 1);
    choices.number(page, "Install &cycles:", "maxCycles", "at most, with a restart after each", 1);
    heading(page, "Retention");
    choices.number(page, "Earlier &generations:", "keepGenerations", "kept for rollback", 0);
    choices.number(page, "Kept f&or:", "keepDays", "days", 0);
  }

  private static void heading(Composite page, String text) {
    Label label = new Label(page, SWT.NONE);
    label.setText(text);
    label.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
    GridDataFactory.fillDefaults().span(2, 1).indent(0, 6).applyTo(label);
  }
}
