package org.dormouse.ui.jobs.internal.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dormouse.api.ApiError;
import org.dormouse.api.Definitions.Definition;
import org.dormouse.api.Definitions.Named;
import org.dormouse.api.Reports.CheckReport;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.FactRows;
import org.dormouse.ui.parts.FactTable;
import org.dormouse.ui.parts.FactTable.Column;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.forms.widgets.FormToolkit;

/**
 * Checks an update service in the background, with a cancel, and shows what was found. What was found of one service is
 * never shown of another, nor of the same one as it is after a change. UI thread only.
 */
final class ServiceCheck {

  private static final String CHECK = "&Check";

  private final EngineLink link;
  private final Button button;
  private final Label state;
  private final FactTable facts;
  private final FactTable findings;
  private Optional<Definition> service = Optional.empty();
  private Optional<EngineLink.Request> asked = Optional.empty();

  ServiceCheck(Composite place, FormToolkit toolkit, EngineLink link) {
    this.link = link;
    button = toolkit.createButton(place, CHECK, SWT.PUSH);
    GridDataFactory.swtDefaults().hint(130, SWT.DEFAULT).applyTo(button);
    button.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> pressed()));
    state = toolkit.createLabel(place, "", SWT.WRAP);
    GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).hint(400, SWT.DEFAULT)
        .applyTo(state);
    facts = new FactTable(place, "What the check found", List.of(new Column("What", 150), new Column("Value", 450)));
    findings = new FactTable(place, "Findings of the check", FactRows.FINDING_COLUMNS);
    for (FactTable table : List.of(facts, findings)) {
      toolkit.adapt(table.control(), true, false);
      GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(500, 90).applyTo(table.control());
    }
    button.addDisposeListener(event -> asked.ifPresent(EngineLink.Request::cancel));
    clear("");
  }

  /** The service that is checked from now on. */
  void of(Optional<Definition> chosen) {
    if (!chosen.equals(service)) {
      asked.ifPresent(EngineLink.Request::cancel);
      service = chosen;
      clear(chosen.isPresent() ? "Not checked yet." : "There is nothing to check.");
    }
    button.setEnabled(service.isPresent());
  }

  private void clear(String text) {
    show(text, List.of(), List.of());
  }

  private void show(String text, List<FactTable.Row> found, List<FactTable.Row> wrong) {
    asked = Optional.empty();
    button.setText(CHECK);
    state.setText(text.replace("&", "&&"));
    fill(facts, found);
    fill(findings, wrong);
    state.requestLayout();
  }

  /** A table without rows takes no room. */
  private static void fill(FactTable table, List<FactTable.Row> rows) {
    table.show(rows);
    table.control().setVisible(!rows.isEmpty());
    ((GridData) table.control().getLayoutData()).exclude = rows.isEmpty();
  }

  private void pressed() {
    if (asked.isPresent()) {
      asked.get().cancel();
      clear("The check was cancelled.");
    } else {
      service.ifPresent(this::ask);
    }
  }

  private void ask(Definition checked) {
    clear("Asking " + checked.name() + "…");
    button.setText("&Cancel check");
    asked = Optional.of(link.ask("Check the update service " + checked.name(),
        engine -> engine.checkService(new Named("service", checked.name())), this::found, this::failed));
  }

  private void found(CheckReport report) {
    if (!button.isDisposed()) {
      show(report.ok() ? "It is ready for servicing." : "It cannot be used until this is put right.",
          FactRows.facts(report.facts(), Instant.now()), FactRows.findings(report.findings()));
    }
  }

  private void failed(ApiError error) {
    if (!button.isDisposed()) {
      clear(ErrorText.line(error));
    }
  }
}
