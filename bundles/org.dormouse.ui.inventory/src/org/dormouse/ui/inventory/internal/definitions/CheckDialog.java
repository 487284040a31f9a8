package org.dormouse.ui.inventory.internal.definitions;

import java.time.Instant;
import java.util.List;
import org.dormouse.api.Reports.CheckReport;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.FactRows;
import org.dormouse.ui.parts.FactTable;
import org.dormouse.ui.parts.FactTable.Column;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;

/** Shows what a check of a host or an update service found. */
public final class CheckDialog extends TitleAreaDialog {

  private static final Point SIZE = new Point(680, 420);

  private final String what;
  private final CheckReport report;

  public CheckDialog(Shell parent, String what, CheckReport report) {
    super(parent);
    this.what = what;
    this.report = report;
    setShellStyle(getShellStyle() | SWT.RESIZE);
    setHelpAvailable(false);
  }

  @Override
  protected void configureShell(Shell shell) {
    super.configureShell(shell);
    shell.setText("Check");
  }

  @Override
  protected Control createDialogArea(Composite parent) {
    setTitle(what);
    setMessage(report.ok() ? "It is ready for servicing." : "It cannot be used until this is put right.",
        report.ok() ? IMessageProvider.INFORMATION : IMessageProvider.WARNING);
    Composite area = new Composite((Composite) super.createDialogArea(parent), SWT.NONE);
    ContextHelp.set(area, "check");
    GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
    GridLayoutFactory.swtDefaults().margins(10, 10).applyTo(area);
    FactTable facts = new FactTable(area, "What was found", List.of(new Column("What", 160), new Column("Value", 460)));
    facts.show(FactRows.facts(report.facts(), Instant.now()));
    GridDataFactory.fillDefaults().grab(true, true).applyTo(facts.control());
    if (!report.findings().isEmpty()) {
      FactTable findings = new FactTable(area, "Findings", FactRows.FINDING_COLUMNS);
      findings.show(FactRows.findings(report.findings()));
      GridDataFactory.fillDefaults().grab(true, true).applyTo(findings.control());
    }
    return area;
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    createButton(parent, IDialogConstants.OK_ID, IDialogConstants.CLOSE_LABEL, true);
  }

  @Override
  protected Point getInitialSize() {
    return SIZE;
  }
}
