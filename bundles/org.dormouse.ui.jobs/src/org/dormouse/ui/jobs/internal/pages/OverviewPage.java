package org.dormouse.ui.jobs.internal.pages;

import org.dormouse.api.Definitions.Definition;
import org.dormouse.model.DormousePackage;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.data.JobLimit;
import org.dormouse.ui.style.Words;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** What the job is, and how much of it is said on the other pages. */
public final class OverviewPage extends FormPage {

  private Label summary;

  public OverviewPage() {
    super("Overview");
  }

  @Override
  void sections(Composite body) {
    DormousePackage model = DormousePackage.eINSTANCE;
    Composite general = section(body, "Servicing job",
        "Which virtual machines are serviced, from where, on which hosts and within which limits.");
    fields().text(general, model.getNamedObject_Name(), "Name", false);
    fields().text(general, model.getNamedObject_Description(), "&Description", true);
    fields().name(general, model.getServicingJob_UpdateService(), "&Update service",
        () -> editing().data().definitions(Kind.SERVICE).stream().map(Definition::name).toList());
    Composite proof = section(body, "Proof and retention",
        "A virtual machine is replaced whole by a new generation that was proven, or left untouched.");
    fields().flag(proof, model.getServicingJob_BootTest(),
        "&Start the new generation once more and prove it healthy before it is stored");
    JobLimit.RETENTION.forEach(limit -> fields().number(proof, limit));
    Composite at = section(body, "At a glance", "What the other pages say.");
    summary = note(at, "");
  }

  @Override
  void refresh() {
    var job = editing().job();
    summary.setText(Words.count(job.getVirtualMachines().size(), "name or pattern", "names or patterns") + " and "
        + Words.count(job.getGroups().size(), "VM group", "VM groups")
        + "; " + (job.getHosts().isEmpty() ? "any maintenance host" : String.join(", ", job.getHosts()))
        + "; " + Words.count(job.getHooks().size(), "hook", "hooks") + (job.isBootTest() ? "; boot test" : "") + ".");
  }
}
