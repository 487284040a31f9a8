package org.dormouse.ui.jobs.internal.pages;

import java.util.Optional;
import org.dormouse.model.DormousePackage;
import org.dormouse.ui.data.JobLimit;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.forms.events.IHyperlinkListener;
import org.eclipse.ui.forms.widgets.Hyperlink;

/** What the job is, and how much of it is said on the other pages. */
public final class OverviewPage extends FormPage {

  private Hyperlink updates;
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
    GridDataFactory.swtDefaults().hint(Fields.LABEL_WIDTH, SWT.DEFAULT)
        .applyTo(toolkit().createLabel(general, "Updates:"));
    updates = toolkit().createHyperlink(general, "", SWT.WRAP);
    updates.setToolTipText("Show the page Updates");
    updates.addHyperlinkListener(IHyperlinkListener.linkActivatedAdapter(event -> editing().showPage(UpdatesPage.ID)));
    GridDataFactory.fillDefaults().grab(true, false).applyTo(updates);
    fields().own(model.getServicingJob_UpdateService(), "Update service", updates);
    Composite kept = section(body, "Retention",
        "A virtual machine is replaced whole by a new generation that was proven, or left untouched.");
    JobLimit.RETENTION.forEach(limit -> fields().number(kept, limit));
    Composite at = section(body, "At a glance", "What the other pages say.");
    summary = note(at, "");
  }

  @Override
  void refresh() {
    var job = editing().job();
    String service = Optional.ofNullable(job.getUpdateService()).orElse("");
    updates.setText((service.isEmpty() ? "no update service is chosen" : "from " + service) + "; at most "
        + Words.count(job.getMaxCycles(), "install cycle", "install cycles")
        + (job.isBootTest() ? "; with a boot test" : "; without a boot test"));
    updates.requestLayout();
    summary.setText(Words.count(job.getVirtualMachines().size(), "name or pattern", "names or patterns") + " and "
        + Words.count(job.getGroups().size(), "VM group", "VM groups")
        + "; " + (job.getHosts().isEmpty() ? "any maintenance host" : String.join(", ", job.getHosts()))
        + "; " + Words.count(job.getHooks().size(), "hook", "hooks") + ".");
  }
}
