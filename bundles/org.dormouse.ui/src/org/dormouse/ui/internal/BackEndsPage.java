package org.dormouse.ui.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dormouse.api.ApiError;
import org.dormouse.api.Engine;
import org.dormouse.api.Engine.Backend;
import org.dormouse.api.EngineApi;
import org.dormouse.api.Machines.FindingInfo;
import org.dormouse.api.Reports.CheckReport;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.parts.Rows;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.Words;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;

/** Which back ends are installed, of which version and vendor, and what the check of this installation says. */
public final class BackEndsPage extends PreferencePage implements IWorkbenchPreferencePage {

  static final String ID = "org.dormouse.ui.preferences.BackEnds";

  private final List<EngineLink.Request> asked = new ArrayList<>();
  private EngineLink link;
  private Rows<Backend> rows;
  private List<Backend> installed = List.of();
  private Optional<CheckReport> checked = Optional.empty();
  private Text findings;
  private Label state;

  @Override
  public void init(IWorkbench workbench) {
    link = workbench.getService(EngineLink.class);
    noDefaultAndApplyButton();
    setDescription("Hypervisors, libraries and update services are driven by back ends. Help > Install New Software "
        + "adds those of other vendors.");
  }

  @Override
  protected Control createContents(Composite parent) {
    Composite page = new Composite(parent, SWT.NONE);
    ContextHelp.set(page, "back-ends");
    GridLayoutFactory.fillDefaults().numColumns(2).extendedMargins(0, 0, 8, 0).applyTo(page);
    rows = new Rows<>(page, "Back ends", List.of(
        Rows.Column.text("Type", 100, backend -> backend.type().isBlank() ? "built in" : backend.type()),
        Rows.Column.text("Drives", 130, backend -> driven(backend.contract())),
        Rows.Column.text("Version", 70, backend -> shortVersion(backend.version())),
        Rows.Column.text("Vendor", 90, backend -> vendor(backend.bundle())),
        Rows.Column.text("Bundle", 230, Backend::bundle), Rows.Column.text("Check", 190, this::check)),
        Rows.Look.of("plug", backend -> backend.type() + " " + backend.contract() + " " + backend.bundle()));
    GridDataFactory.fillDefaults().span(2, 1).grab(true, true).hint(640, 170).applyTo(rows.control());
    state = new Label(page, SWT.NONE);
    state.setImage(Icons.image("state-running"));
    Label title = new Label(page, SWT.NONE);
    title.setText("Check of this installation:");
    GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(title);
    findings = new Text(page, SWT.MULTI | SWT.BORDER | SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL);
    findings.setText("Checking…");
    Names.give(findings, "Check of this installation");
    GridDataFactory.fillDefaults().span(2, 1).grab(true, true).hint(640, 150).applyTo(findings);
    asked.add(link.ask("List the back ends", EngineApi::status, this::show, this::failed));
    asked.add(link.ask("Check the installation", EngineApi::doctor, this::show, this::failed));
    return page;
  }

  /** {@code UpdateService} becomes {@code Update service}. */
  private static String driven(String contract) {
    return Words.sentence(contract.replaceAll("(?<=[a-z])(?=[A-Z])", " ").replaceAll("(?i) ?backend$", ""));
  }

  /** Without the time of its build. */
  private static String shortVersion(String version) {
    String[] parts = version.split("\\.");
    return parts.length > 3 ? String.join(".", parts[0], parts[1], parts[2]) : version;
  }

  /** The workbench and the engine are one installation, so that its bundles are known here. */
  private static String vendor(String bundle) {
    return Optional.ofNullable(Platform.getBundle(bundle))
        .map(known -> known.getHeaders().get("Bundle-Vendor")).orElse("unknown");
  }

  private void show(Engine.Status status) {
    installed = status.backends().stream()
        .sorted(Comparator.comparing(Backend::type).thenComparing(Backend::contract)).toList();
    showRows();
  }

  private void showRows() {
    if (!rows.control().isDisposed()) {
      rows.show(installed);
    }
  }

  /** What the check found of the programs that it calls; nothing before the answer. */
  private String check(Backend backend) {
    return checked.map(report -> {
      List<String> wanting = report.findings().stream().map(FindingInfo::subject).filter(backend.programs()::contains)
          .distinct().toList();
      return wanting.isEmpty() ? "Ready" : "Needs " + String.join(", ", wanting);
    }).orElse("");
  }

  private void show(CheckReport report) {
    if (findings.isDisposed()) {
      return;
    }
    checked = Optional.of(report);
    showRows();
    List<String> lines = new ArrayList<>();
    report.findings().forEach(finding -> lines.add(severity(finding.severity())
        + (finding.subject().isBlank() ? "" : finding.subject() + ": ") + finding.message()
        + (finding.remedy().isBlank() ? "" : "\n    " + finding.remedy())));
    report.facts().forEach(fact -> lines.add(fact.name() + ": " + fact.value()));
    state.setImage(Icons.image(!report.ok() ? "state-failed" : report.findings().isEmpty() ? "state-succeeded"
        : "warning"));
    findings.setText(String.join("\n", lines));
  }

  private static String severity(String severity) {
    return switch (severity) {
      case "BLOCK" -> "Has to be put right – ";
      case "WARN" -> "Warning – ";
      case "INFO" -> "";
      default -> severity.toLowerCase(Locale.ROOT) + " – ";
    };
  }

  private void failed(ApiError error) {
    if (!findings.isDisposed()) {
      state.setImage(Icons.image("state-failed"));
      findings.setText(ErrorText.text(error));
    }
  }

  @Override
  public void dispose() {
    asked.forEach(EngineLink.Request::cancel);
    super.dispose();
  }
}
