package org.dormouse.ui.inventory.internal.wizards;

import java.util.List;
import java.util.Optional;
import org.dormouse.api.ApiError;
import org.dormouse.api.Reports.CheckReport;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.inventory.internal.Desk;
import org.dormouse.ui.inventory.internal.definitions.ClosedNetwork;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.FactTable;
import org.dormouse.ui.parts.FactTable.Column;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/**
 * The closed network in which guests are woken. There is nothing to define: each host closes it by itself. So the page
 * explains it, and shows what the check of each host found of it.
 */
final class NetworkPage extends WizardPage {

  private final SetUpWizard wizard;
  private final Desk desk;
  private FactTable table;
  private Button again;
  private Optional<EngineLink.Request> asked = Optional.empty();

  NetworkPage(SetUpWizard wizard, Desk desk) {
    super("network");
    this.wizard = wizard;
    this.desk = desk;
    setTitle("Closed network");
  }

  @Override
  public void createControl(Composite parent) {
    Composite page = new Composite(parent, SWT.NONE);
    GridLayoutFactory.swtDefaults().margins(10, 10).spacing(10, 10).applyTo(page);
    paragraph(page, "A virtual machine that is woken reaches no network, and nothing reaches it: no other machine can "
        + "be disturbed by it, and nobody can get at it while it is out of date. Updates come to it without a network.");
    paragraph(page, "There is nothing to set up for that. The machine keeps its network cards, so that it starts as "
        + "always, but their links are down; a job can leave the cards out altogether. What is stored has its own "
        + "network as before.");
    table = new FactTable(page, "Closed network of each host", List.of(new Column("Maintenance host", 150),
        new Column("Usable", 100), new Column("How its network is closed", 330)));
    GridDataFactory.fillDefaults().grab(true, true).hint(500, 120).applyTo(table.control());
    again = new Button(page, SWT.PUSH);
    again.setText("&Check again");
    again.addListener(SWT.Selection, event -> check());
    setControl(page);
    page.addDisposeListener(event -> asked.ifPresent(EngineLink.Request::cancel));
    ContextHelp.set(page, "network");
  }

  private static void paragraph(Composite page, String text) {
    Label label = new Label(page, SWT.WRAP);
    label.setText(text);
    GridDataFactory.fillDefaults().grab(true, false).hint(500, SWT.DEFAULT).applyTo(label);
  }

  @Override
  public void setVisible(boolean visible) {
    super.setVisible(visible);
    if (visible) {
      check();
    }
  }

  private void check() {
    asked.ifPresent(EngineLink.Request::cancel);
    again.setEnabled(false);
    setMessage("Asking each host…");
    table.show(List.of());
    asked = Optional.of(desk.link().ask("Check the network of each host",
        engine -> ClosedNetwork.check(engine, wizard.hosts()), this::show, this::failed));
  }

  private void show(List<CheckReport> reports) {
    if (!table.control().isDisposed()) {
      again.setEnabled(true);
      table.show(reports.stream().map(ClosedNetwork::row).toList());
      boolean closed = reports.stream().allMatch(ClosedNetwork::isProven);
      setMessage(closed ? "Each host keeps what it wakes from every network."
          : "Not every host has shown how it closes the network.",
          closed ? IMessageProvider.NONE : IMessageProvider.WARNING);
    }
  }

  private void failed(ApiError error) {
    if (!table.control().isDisposed()) {
      again.setEnabled(true);
      setMessage(ErrorText.line(error), IMessageProvider.WARNING);
    }
  }
}
