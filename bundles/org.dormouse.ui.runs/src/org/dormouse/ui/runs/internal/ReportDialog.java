package org.dormouse.ui.runs.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.dormouse.api.ApiError;
import org.dormouse.api.Reports;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.FileWork;
import org.dormouse.ui.parts.TitledDialog;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.swt.SWT;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;

/** The report of a run: opened as a page in the system's browser, or saved in one of its forms. */
final class ReportDialog extends TitledDialog {

  private static final Map<String, String> FORMATS = new LinkedHashMap<>();

  static {
    FORMATS.put("html", "Page for the screen, needs nothing else (HTML)");
    FORMATS.put("pdf", "Paper to hand in and to keep (PDF)");
    FORMATS.put("csv", "One row for each virtual machine, for spreadsheets (CSV)");
    FORMATS.put("json", "Everything, for other programs (JSON)");
  }

  private static final int SAVE = IDialogConstants.CLIENT_ID;
  private static final int OPEN = IDialogConstants.CLIENT_ID + 1;

  private final EngineLink link;
  private final String runId;
  private final Map<String, Button> choices = new LinkedHashMap<>();
  private EngineLink.Request asked;

  ReportDialog(Shell shell, EngineLink link, String runId) {
    super(shell, "Report", "report");
    this.link = link;
    this.runId = runId;
  }

  @Override
  protected void fill(Composite body) {
    FORMATS.forEach((format, text) -> {
      Button choice = new Button(body, SWT.RADIO);
      choice.setText(text);
      choice.setSelection(format.equals("html"));
      choices.put(format, choice);
    });
    setTitle("Report of " + Words.inSentence(Words.run(runId)));
    setMessage("Before and after, what was proven, times, failures and what happened to the data.");
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    createButton(parent, OPEN, "&Open", true);
    createButton(parent, SAVE, "&Save…", false);
    createButton(parent, IDialogConstants.CLOSE_ID, IDialogConstants.CLOSE_LABEL, false);
  }

  @Override
  protected void buttonPressed(int button) {
    if (button == OPEN) {
      render(format(), rendered -> open(Path.of(rendered.file())));
    } else if (button == SAVE) {
      save(format());
    } else {
      close();
    }
  }

  private String format() {
    return choices.entrySet().stream().filter(choice -> choice.getValue().getSelection()).map(Map.Entry::getKey)
        .findFirst().orElse("html");
  }

  private void render(String format, Consumer<Reports.Rendered> then) {
    setErrorMessage(null);
    setMessage("Writing the report…");
    asked = link.ask("Write the report of " + Words.inSentence(Words.run(runId)),
        engine -> engine.renderReport(new Reports.Render(runId, format)), rendered -> {
          if (isOpen()) {
            then.accept(rendered);
          }
        }, this::failed);
  }

  /** The engine keeps what it rendered in its state folder, which this machine's programs can read. */
  private void open(Path file) {
    if (Program.launch(file.toString())) {
      setMessage("Opened " + file + ".");
    } else {
      setErrorMessage("No program of this system opens " + file.getFileName() + ". Save it and open it yourself; it "
          + "lies at " + file + ".");
    }
  }

  private void save(String format) {
    FileDialog dialog = new FileDialog(getShell(), SWT.SAVE);
    dialog.setText("Save Report");
    dialog.setOverwrite(true);
    dialog.setFileName("dormouse-" + runId + "." + format);
    String chosen = dialog.open();
    if (chosen == null) {
      return;
    }
    Path file = Path.of(chosen);
    render(format, rendered -> FileWork.start("Write " + file.getFileName(), () -> {
      byte[] content = format.equals("pdf") ? Base64.getDecoder().decode(rendered.content())
          : rendered.content().getBytes(StandardCharsets.UTF_8);
      FileWork.replace(file, part -> Files.write(part, content));
      return file;
    }, written -> {
      if (isOpen()) {
        setMessage("Saved as " + written + ".");
      }
    }, this::failed));
  }

  private void failed(ApiError error) {
    if (isOpen()) {
      setErrorMessage(ErrorText.line(error));
    }
  }

  @Override
  public boolean close() {
    if (asked != null) {
      asked.cancel();
    }
    return super.close();
  }
}
