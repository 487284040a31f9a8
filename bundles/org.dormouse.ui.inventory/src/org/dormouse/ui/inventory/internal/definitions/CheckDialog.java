package org.dormouse.ui.inventory.internal.definitions;

import java.time.Instant;
import java.util.List;
import org.dormouse.api.Reports.CheckReport;
import org.dormouse.ui.parts.FactRows;
import org.dormouse.ui.parts.FactTable;
import org.dormouse.ui.parts.FactTable.Column;
import org.dormouse.ui.parts.TitledDialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;

/** Shows what a check of a host or an update service found. */
public final class CheckDialog extends TitledDialog {

  private static final Point SIZE = new Point(680, 420);

  private final String what;
  private final CheckReport report;

  public CheckDialog(Shell parent, String what, CheckReport report) {
    super(parent, "Check", "check", SIZE);
    this.what = what;
    this.report = report;
  }

  @Override
  protected void fill(Composite area) {
    setTitle(what);
    setMessage(report.ok() ? "It is ready for servicing." : "It cannot be used until this is put right.",
        report.ok() ? IMessageProvider.INFORMATION : IMessageProvider.WARNING);
    FactTable facts = new FactTable(area, "What was found", List.of(new Column("What", 160), new Column("Value", 460)));
    facts.show(FactRows.facts(report.facts(), Instant.now()));
    GridDataFactory.fillDefaults().grab(true, true).applyTo(facts.control());
    if (!report.findings().isEmpty()) {
      FactTable findings = new FactTable(area, "Findings", FactRows.FINDING_COLUMNS);
      findings.show(FactRows.findings(report.findings()));
      GridDataFactory.fillDefaults().grab(true, true).applyTo(findings.control());
    }
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    createButton(parent, IDialogConstants.OK_ID, IDialogConstants.CLOSE_LABEL, true);
  }
}
