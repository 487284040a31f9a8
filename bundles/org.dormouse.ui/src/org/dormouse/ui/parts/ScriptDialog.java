package org.dormouse.ui.parts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dormouse.api.ApiError;
import org.dormouse.api.Authoring.Script;
import org.dormouse.api.EngineApi;
import org.dormouse.ui.engine.EngineLink;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

/** View Script: the commands equivalent to what a wizard, an editor or a finished step does; to copy and to save. */
public final class ScriptDialog extends TitledDialog {

  private static final int COPY = IDialogConstants.CLIENT_ID;
  private static final int SAVE = IDialogConstants.CLIENT_ID + 1;
  private static final Point SIZE = new Point(760, 520);

  private final EngineLink link;
  private final String subject;
  private final Function<EngineApi, CompletableFuture<Script>> request;
  private EngineLink.Request asked;
  private Script script;
  private Text text;
  private Label remarks;

  /**
   * @param subject what the script is of, e.g. {@code Job nightly}
   * @param request asks for it when the dialog opens
   */
  public ScriptDialog(Shell shell, EngineLink link, String subject,
      Function<EngineApi, CompletableFuture<Script>> request) {
    super(shell, "View Script", "script", SIZE);
    this.link = link;
    this.subject = subject;
    this.request = request;
  }

  @Override
  protected void fill(Composite body) {
    text = new Text(body, SWT.MULTI | SWT.BORDER | SWT.READ_ONLY | SWT.H_SCROLL | SWT.V_SCROLL);
    text.setFont(JFaceResources.getTextFont());
    Names.give(text, "Script");
    GridDataFactory.fillDefaults().grab(true, true).applyTo(text);
    remarks = new Label(body, SWT.WRAP);
    GridDataFactory.fillDefaults().grab(true, false).hint(SIZE.x - 40, SWT.DEFAULT).applyTo(remarks);
    setTitle(subject);
    setMessage("Asking the engine for the equivalent commands…");
    asked = link.ask("Write the script of " + subject, request, this::show, this::failed);
  }

  private void show(Script answer) {
    if (text.isDisposed()) {
      return;
    }
    script = answer;
    setTitle(asTitle(answer.title().isBlank() ? subject : answer.title()));
    setMessage("Commands that do the same, runnable as they stand. Secrets are only named.");
    text.setText(answer.text());
    remarks.setText(String.join("\n", answer.remarks()).replace("&", "&&"));
    remarks.getParent().layout(true, true);
    getButton(COPY).setEnabled(true);
    getButton(SAVE).setEnabled(true);
  }

  private static String asTitle(String words) {
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private void failed(ApiError error) {
    if (!text.isDisposed()) {
      setErrorMessage(ErrorText.line(error));
    }
  }

  @Override
  protected void createButtonsForButtonBar(Composite parent) {
    Button copy = createButton(parent, COPY, "&Copy", false);
    Button save = createButton(parent, SAVE, "&Save…", false);
    copy.setEnabled(script != null);
    save.setEnabled(script != null);
    createButton(parent, IDialogConstants.CLOSE_ID, IDialogConstants.CLOSE_LABEL, true);
  }

  @Override
  protected void buttonPressed(int button) {
    switch (button) {
      case COPY -> copy();
      case SAVE -> save();
      default -> {
        setReturnCode(OK);
        close();
      }
    }
  }

  private void copy() {
    TextClipboard.put(getShell().getDisplay(), script.text());
    setMessage("Copied.");
  }

  private void save() {
    FileDialog dialog = new FileDialog(getShell(), SWT.SAVE);
    dialog.setText("Save Script");
    dialog.setOverwrite(true);
    dialog.setFileName("dormouse-script." + (script.language().isBlank() ? "sh" : script.language()));
    String chosen = dialog.open();
    if (chosen == null) {
      return;
    }
    setErrorMessage(null);
    Path file = Path.of(chosen);
    Script saved = script;
    FileWork.start("Write " + file.getFileName(), () -> write(file, saved), written -> {
      if (!text.isDisposed()) {
        setMessage("Saved as " + written + ".");
      }
    }, this::failed);
  }

  private static Path write(Path file, Script script) throws IOException {
    FileWork.replace(file, part -> {
      Files.writeString(part, script.text(), StandardCharsets.UTF_8);
      if (script.language().equals("sh") && Files.getFileStore(part).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    });
    return file;
  }

  @Override
  public boolean close() {
    if (asked != null) {
      asked.cancel();
    }
    return super.close();
  }
}
