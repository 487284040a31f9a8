package org.dormouse.ui.jobs.internal.wizard;

import org.dormouse.ui.data.JobLimit;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** How long things may take, when a run begins nothing more, and what is kept. */
final class LimitsPage extends JobWizardPage {

  LimitsPage(JobWizard wizard) {
    super(wizard, "limits", "Limits", "Each wait ends, and a machine that is too slow fails alone. The preferences say what a new job begins with.");
  }

  @Override
  void createFields(Composite page) {
    Choices choices = new Choices(this);
    heading(page, "A run begins no further virtual machine after");
    choices.number(page, "&Failed virtual machines:", "maxFailures", "0: no limit", 0);
    choices.number(page, "Failed &per cent:", "maxFailurePercent", "0: no limit", 0);
    heading(page, "Time-outs");
    JobLimit.TIME_OUTS.forEach(limit -> number(choices, page, limit));
    heading(page, "Retention");
    JobLimit.RETENTION.forEach(limit -> number(choices, page, limit));
  }

  private static void number(Choices choices, Composite page, JobLimit limit) {
    choices.number(page, limit.label() + ":", limit.attribute().getName(), limit.unit(), limit.least());
  }

  private static void heading(Composite page, String text) {
    Label label = new Label(page, SWT.NONE);
    label.setText(text);
    label.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
    GridDataFactory.fillDefaults().span(2, 1).indent(0, 6).applyTo(label);
  }
}
