package org.dormouse.ui.internal;

import org.dormouse.ui.data.JobLimit;

/** What new jobs keep of earlier generations. */
public final class RetentionPage extends JobLimitsPage {

  public RetentionPage() {
    super(JobLimit.RETENTION, "Earlier generations can be rolled back to until they expire.");
  }
}
