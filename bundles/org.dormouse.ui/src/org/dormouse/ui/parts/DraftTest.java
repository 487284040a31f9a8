package org.dormouse.ui.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dormouse.api.ApiError;
import org.dormouse.api.Machines.FindingInfo;
import org.dormouse.api.Reports.CheckReport;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/** Tests a draft of what can be reached, in the background, with cancel, and says what was found. */
public final class DraftTest {

  private static final int LINES = 7;

  private final EngineLink link;
  private final Draft draft;
  private final Consumer<Boolean> allowed;
  private final List<Consumer<Boolean>> listeners = new ArrayList<>();
  private final Button button;
  private final Label icon;
  private final Text found;
  private EngineLink.Request asked;
  private boolean possible;
  private boolean proven;

  /** @param allowed told whether the test found nothing that blocks */
  public DraftTest(Composite parent, EngineLink link, Draft draft, Consumer<Boolean> allowed) {
    this.link = link;
    this.draft = draft;
    this.allowed = allowed;
    Composite area = new Composite(parent, SWT.NONE);
    GridDataFactory.fillDefaults().span(2, 1).grab(true, true).indent(0, 6).applyTo(area);
    GridLayoutFactory.fillDefaults().numColumns(3).spacing(8, 4).applyTo(area);
    button = new Button(area, SWT.PUSH);
    button.setText("&Test");
    button.setToolTipText("Tries to reach it now; nothing is changed");
    button.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> {
      if (isRunning()) {
        cancel();
        say("state-skipped", "Cancelled.");
      } else {
        run();
      }
    }));
    GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.BEGINNING).hint(90, SWT.DEFAULT).applyTo(button);
    icon = new Label(area, SWT.NONE);
    GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.BEGINNING).hint(16, 16).indent(0, 6).applyTo(icon);
    found = new Text(area, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL);
    found.setBackground(area.getBackground());
    Names.give(found, "Result of the test");
    GridDataFactory.fillDefaults().grab(true, true).hint(300, LINES * found.getLineHeight()).indent(0, 4)
        .applyTo(found);
    say("info", "Not tested yet.");
  }

  void setPossible(boolean possible) {
    this.possible = possible;
    button.setEnabled(possible || isRunning());
  }

  void outdated() {
    if (proven || isRunning()) {
      cancel();
      say("info", "Changed since it was tested.");
    }
    proven = false;
  }

  boolean isProven() {
    return proven;
  }

  void onTested(Consumer<Boolean> listener) {
    listeners.add(listener);
  }

  private boolean isRunning() {
    return asked != null && !asked.isDone();
  }

  void run() {
    if (!possible || isRunning()) {
      return;
    }
    button.setText("&Cancel");
    say("state-running", "Testing…");
    asked = link.ask("Test " + draft.name(), engine -> engine.check(draft.put()), this::tell, this::failed);
  }

  void cancel() {
    if (asked != null) {
      asked.cancel();
    }
    if (!button.isDisposed()) {
      button.setText("&Test");
    }
  }

  private void tell(CheckReport report) {
    if (found.isDisposed()) {
      return;
    }
    proven = report.ok();
    say(report.ok() ? "state-succeeded" : "state-failed", text(report));
    ended(report.ok());
  }

  /** Facts first, on one line each, then findings with their remedy. */
  static String text(CheckReport report) {
    List<String> lines = new ArrayList<>();
    report.facts().forEach(fact -> lines.add(Words.sentence(fact.name()) + ": " + Words.found(fact.value())));
    report.findings().stream().collect(Collectors.groupingBy(FindingInfo::severity)).forEach((severity, findings) ->
        findings.forEach(finding -> lines.add(mark(severity)
            + (finding.subject().isBlank() ? "" : finding.subject() + ": ") + finding.message()
            + (finding.remedy().isBlank() ? "" : " " + finding.remedy()))));
    return lines.isEmpty() ? "It can be reached." : String.join("\n", lines);
  }

  private static String mark(String severity) {
    return switch (severity) {
      case "BLOCK" -> "✗ ";
      case "WARN" -> "! ";
      default -> "– ";
    };
  }

  private void failed(ApiError error) {
    if (!found.isDisposed()) {
      proven = false;
      say("state-failed", ErrorText.text(error));
      ended(false);
    }
  }

  private void ended(boolean ok) {
    button.setText("&Test");
    button.setEnabled(possible);
    allowed.accept(ok);
    listeners.forEach(listener -> listener.accept(ok));
  }

  private void say(String iconName, String text) {
    if (!found.isDisposed()) {
      icon.setImage(Icons.image(iconName));
      found.setText(text);
    }
  }
}
