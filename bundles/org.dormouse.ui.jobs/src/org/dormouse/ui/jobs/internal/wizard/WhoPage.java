package org.dormouse.ui.jobs.internal.wizard;

import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.data.InventoryData.Kind;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

/** What the job is called, and whom it services. */
final class WhoPage extends JobWizardPage {

  private WhoPreview preview;

  WhoPage(JobWizard wizard) {
    super(wizard, "machines", "Virtual machines", "Who is serviced by this job. Groups and patterns are looked up each "
        + "time the job is run.");
  }

  @Override
  void createFields(Composite page) {
    Text name = text(page, "&Name:", "name", "Letters, digits, dots, dashes and underscores");
    text(page, "&Description:", "description", "A remark for people");
    owns("virtualMachines", "Virtual machines");
    owns("groups", "VM groups");
    Composite halves = new Composite(page, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).equalWidth(true).spacing(14, 0).applyTo(halves);
    GridDataFactory.fillDefaults().span(2, 1).grab(true, true).indent(0, 6).applyTo(halves);
    Composite chosen = new Composite(halves, SWT.NONE);
    GridLayoutFactory.fillDefaults().spacing(0, 6).applyTo(chosen);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(chosen);
    label(chosen, "By name or pattern");
    new NameList(chosen, draft(), "virtualMachines", "Virtual machines of the job",
        () -> wizard().data().machines().stream().map(Machine::id).toList(), this::chosen).withPatterns();
    label(chosen, "By VM group");
    new NameList(chosen, draft(), "groups", "VM groups of the job",
        () -> wizard().data().definitions(Kind.GROUP).stream().map(Definition::name).toList(), this::chosen);
    preview = new WhoPreview(halves, wizard().link(), wizard().data(), draft());
    preview.later();
    name.setFocus();
  }

  private void chosen() {
    preview.later();
    changed();
  }
}
