package org.dormouse.ui.jobs.internal.pages;

import java.util.Optional;
import org.dormouse.api.ApiError;
import org.dormouse.api.Authoring.Script;
import org.dormouse.api.Definitions.Put;
import org.dormouse.model.document.DocumentCodec;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.jobs.JobEditing;
import org.dormouse.ui.jobs.JobPage;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.parts.TextClipboard;
import org.eclipse.emf.common.command.CommandStackListener;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PlatformUI;

/** The commands and the declarative file that say what the job says, as it is edited; secrets are only named. */
public final class ScriptPage implements JobPage {

  private static final int PAUSE_MILLIS = 400;
  /** It is stored already, in whatever version. */
  private static final long ANY_VERSION = -1;

  private final Runnable ask = this::ask;
  private JobEditing editing;
  private Composite area;
  private Label state;
  private Text text;
  private Optional<EngineLink.Request> asked = Optional.empty();

  @Override
  public void create(Composite parent, JobEditing opened) {
    editing = opened;
    area = new Composite(parent, SWT.NONE);
    ContextHelp.set(area, "script");
    GridLayoutFactory.swtDefaults().numColumns(2).margins(10, 8).applyTo(area);
    state = new Label(area, SWT.NONE);
    GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).applyTo(state);
    Button copy = new Button(area, SWT.PUSH);
    copy.setText("&Copy");
    copy.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> copy()));
    text = new Text(area, SWT.MULTI | SWT.READ_ONLY | SWT.BORDER | SWT.V_SCROLL | SWT.H_SCROLL);
    text.setFont(JFaceResources.getTextFont());
    Names.give(text, "Script of the job");
    GridDataFactory.fillDefaults().span(2, 1).grab(true, true).applyTo(text);
    CommandStackListener changes = event -> later();
    opened.domain().getCommandStack().addCommandStackListener(changes);
    area.addDisposeListener(event -> {
      opened.domain().getCommandStack().removeCommandStackListener(changes);
      asked.ifPresent(EngineLink.Request::cancel);
    });
    later();
  }

  private void later() {
    area.getDisplay().timerExec(-1, ask);
    area.getDisplay().timerExec(PAUSE_MILLIS, ask);
  }

  private void ask() {
    if (area.isDisposed()) {
      return;
    }
    asked.ifPresent(EngineLink.Request::cancel);
    if (!editing.problems().isEmpty()) {
      state.setText("Put right first: " + editing.problems().getFirst().sentence().replace("&", "&&"));
      return;
    }
    Put draft = new Put("job", editing.job().getName(), DocumentCodec.encode(editing.job()),
        ANY_VERSION);
    asked = Optional.of(PlatformUI.getWorkbench().getService(EngineLink.class).ask("Write the script of the job",
        engine -> engine.script(draft), this::show, this::failed));
  }

  private void show(Script script) {
    if (!area.isDisposed()) {
      state.setText("Commands that do the same, runnable as they stand. Secrets are only named.");
      if (!script.text().equals(text.getText())) {
        text.setText(script.text());
      }
    }
  }

  private void failed(ApiError error) {
    if (!area.isDisposed()) {
      state.setText(ErrorText.line(error).replace("&", "&&"));
    }
  }

  private void copy() {
    TextClipboard.put(area.getDisplay(), text.getText());
  }

  @Override
  public Control control() {
    return area;
  }

  @Override
  public void setFocus() {
    text.setFocus();
  }
}
