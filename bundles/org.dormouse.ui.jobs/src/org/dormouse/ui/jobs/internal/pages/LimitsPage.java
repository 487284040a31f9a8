package org.dormouse.ui.jobs.internal.pages;

import org.dormouse.model.DormousePackage;
import org.dormouse.ui.data.JobLimit;
import org.eclipse.swt.widgets.Composite;

/** How long things may take, and when a run begins nothing more. */
public final class LimitsPage extends FormPage {

  public LimitsPage() {
    super("Limits");
  }

  @Override
  void sections(Composite body) {
    DormousePackage model = DormousePackage.eINSTANCE;
    Composite budget = section(body, "Failure budget",
        "After so many failures a run begins no further virtual machine; what is under way ends.");
    fields().number(budget, model.getServicingJob_MaxFailures(), "&Failed virtual machines", "0: no limit", 0);
    fields().number(budget, model.getServicingJob_MaxFailurePercent(), "Failed &per cent", "0: no limit", 0);
    Composite times = section(body, "Time-outs", "Each wait ends; a machine that is too slow fails alone.");
    JobLimit.TIME_OUTS.stream().filter(limit -> limit != JobLimit.CYCLES)
        .forEach(limit -> fields().number(times, limit));
  }
}
