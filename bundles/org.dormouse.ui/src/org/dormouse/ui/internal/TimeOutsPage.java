package org.dormouse.ui.internal;

import org.dormouse.ui.data.JobLimit;

/** How long things may take in new jobs. */
public final class TimeOutsPage extends JobLimitsPage {

  public TimeOutsPage() {
    super(JobLimit.TIME_OUTS, "Each wait ends, and a virtual machine that is too slow fails alone.");
  }
}
