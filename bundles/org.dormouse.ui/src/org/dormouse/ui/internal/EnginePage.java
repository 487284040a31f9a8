package org.dormouse.ui.internal;

import java.util.Locale;
import org.dormouse.api.ApiError;
import org.dormouse.api.Engine;
import org.dormouse.api.EngineApi;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.LinkState;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;

/** What the engine is doing and where its files are; starts and stops it. */
public final class EnginePage extends PreferencePage implements IWorkbenchPreferencePage {

  static final String ID = "org.dormouse.ui.preferences.Engine";

  /** Minutes. */
  private static final int LONGEST_IDLE = 24 * 60;

  private EngineLink link;
  private EngineLink.Request asked;
  private Text[] values;
  private Button start;
  private Button stop;
  private Spinner idle;

  @Override
  public void init(IWorkbench workbench) {
    link = workbench.getService(EngineLink.class);
    noDefaultAndApplyButton();
    setDescription("The engine does the work in a process of its own. It goes on when the window is closed, and leaves "
        + "by itself when nothing is to be done and nobody is connected.");
  }

  @Override
  protected Control createContents(Composite parent) {
    Composite page = new Composite(parent, SWT.NONE);
    ContextHelp.set(page, "engine");
    GridLayoutFactory.fillDefaults().numColumns(2).spacing(12, 4).extendedMargins(0, 0, 8, 0).applyTo(page);
    String[] labels = {"State:", "Version:", "Process:", "Running since:", "State folder:", "Log:", "Clients:",
        "Active runs:", "Memory in use:"};
    values = new Text[labels.length];
    for (int i = 0; i < labels.length; i++) {
      new Label(page, SWT.NONE).setText(labels[i]);
      values[i] = new Text(page, SWT.READ_ONLY);
      values[i].setBackground(page.getBackground());
      GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(320, SWT.DEFAULT)
          .applyTo(values[i]);
    }
    new Label(page, SWT.NONE).setText("&Leaves when idle for:");
    idle(page);
    Composite buttons = new Composite(page, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).equalWidth(true).applyTo(buttons);
    GridDataFactory.fillDefaults().span(2, 1).indent(0, 8).applyTo(buttons);
    start = button(buttons, "&Start", link::start);
    stop = button(buttons, "S&top…", () -> StopEngine.ask(getShell(), link, this::refresh));
    refresh();
    return page;
  }

  private void idle(Composite page) {
    Composite row = new Composite(page, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).applyTo(row);
    idle = new Spinner(row, SWT.BORDER);
    idle.setValues(Preferences.store().getInt(Preferences.IDLE_MINUTES), 1, LONGEST_IDLE, 0, 1, 10);
    Names.give(idle, "Minutes after which an idle engine leaves");
    new Label(row, SWT.NONE).setText("min, from its next start on");
  }

  @Override
  public boolean performOk() {
    if (idle != null) {
      Preferences.store().setValue(Preferences.IDLE_MINUTES, idle.getSelection());
      Preferences.keep();
      Preferences.handOnIdleTime();
    }
    return super.performOk();
  }

  private static Button button(Composite parent, String text, Runnable action) {
    Button button = new Button(parent, SWT.PUSH);
    button.setText(text);
    button.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> action.run()));
    GridDataFactory.fillDefaults().hint(90, SWT.DEFAULT).applyTo(button);
    return button;
  }

  private void refresh() {
    boolean connected = link.state() instanceof LinkState.Connected;
    start.setEnabled(!connected);
    stop.setEnabled(connected);
    asked = link.ask("Look how the engine is", EngineApi::status, this::show, this::failed);
  }

  private void show(Engine.Status status) {
    if (values[0].isDisposed()) {
      return;
    }
    String[] texts = {status.draining() ? "Ends what is under way, then leaves" : "Running", status.version(),
        String.valueOf(status.pid()), Words.time(status.started()) + " (" + Words.age(status.started()) + ")",
        status.stateFolder(), status.log(), String.valueOf(status.clients()), String.valueOf(status.runsActive()),
        Words.bytes(status.usedHeapBytes())};
    for (int i = 0; i < values.length; i++) {
      values[i].setText(texts[i]);
    }
    setErrorMessage(null);
  }

  private void failed(ApiError error) {
    if (!values[0].isDisposed()) {
      values[0].setText(ErrorText.title(error).toLowerCase(Locale.ROOT));
      setErrorMessage(ErrorText.line(error));
    }
  }

  @Override
  public void dispose() {
    if (asked != null) {
      asked.cancel();
    }
    super.dispose();
  }
}
