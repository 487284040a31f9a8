package org.dormouse.ui.internal;

import java.util.List;
import org.dormouse.ui.data.JobLimit;
import org.dormouse.ui.parts.ContextHelp;
import org.eclipse.jface.preference.FieldEditorPreferencePage;
import org.eclipse.jface.preference.IntegerFieldEditor;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;

/** What new jobs begin with; a job that is there keeps what it says. */
abstract class JobLimitsPage extends FieldEditorPreferencePage implements IWorkbenchPreferencePage {

  /** As many as the greatest number has, and one more, so that what is too great is told rather than not taken. */
  private static final int DIGITS = 10;

  private final List<JobLimit> limits;

  JobLimitsPage(List<JobLimit> limits, String description) {
    super(GRID);
    this.limits = limits;
    setDescription(description + " New jobs begin with these values; each job can say otherwise, and jobs that are "
        + "there keep what they say.");
  }

  @Override
  public void init(IWorkbench workbench) {
    setPreferenceStore(Preferences.store());
  }

  @Override
  protected void createFieldEditors() {
    ContextHelp.set(getFieldEditorParent(), "job-limits");
    for (JobLimit limit : limits) {
      IntegerFieldEditor field = new IntegerFieldEditor(limit.preference(), limit.label() + " (" + limit.unit() + "):",
          getFieldEditorParent(), DIGITS);
      field.setValidRange(limit.least(), JobLimit.GREATEST);
      field.setErrorMessage(limit.label().replace("&", "") + ": enter a whole number from " + limit.least() + " to "
          + JobLimit.GREATEST + ".");
      addField(field);
    }
  }
}
