package org.dormouse.ui.runs.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.dormouse.api.client.Failures;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.LinkState;
import org.dormouse.ui.parts.Commands;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.EmptyState;
import org.dormouse.ui.parts.FactsPage;
import org.dormouse.ui.parts.FieldWidth;
import org.dormouse.ui.parts.ListOrEmpty;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.parts.ViewInTurns;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.views.properties.IPropertySheetPage;

/** The engine's log, followed while it is in sight; by level and by words, such as the name of a VM. */
public final class LogView extends ViewInTurns {

  private static final Duration PAUSE = Duration.ofMillis(1500);

  private record Wanted(LogTail.Level least, String words, boolean follow) {}

  private final Consumer<LinkState> linked = this::linked;
  private EngineLink link;
  private Text search;
  private Combo level;
  private Button follow;
  private ListOrEmpty list;
  private Text text;
  private Label where;
  private String shown = "";
  private volatile Wanted wanted = new Wanted(LogTail.Level.ALL, "", true);
  private volatile Path log;
  private Job reading;

  /** Both used by the job only. */
  private final LogReader reader = new LogReader();
  private Wanted answered;

  @Override
  protected void make(Composite parent) {
    link = PlatformUI.getWorkbench().getService(EngineLink.class);
    Composite area = new Composite(parent, SWT.NONE);
    ContextHelp.set(area, "log");
    GridLayoutFactory.fillDefaults().numColumns(4).margins(6, 4).applyTo(area);
    search = new Text(area, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
    search.setMessage("Words that have to be in an entry");
    search.addModifyListener(event -> want());
    GridDataFactory.fillDefaults().grab(true, false).applyTo(search);
    new Label(area, SWT.NONE).setText("Level");
    level = new Combo(area, SWT.DROP_DOWN | SWT.READ_ONLY);
    level.setItems("All", "Information", "Warnings", "Errors");
    level.select(0);
    FieldWidth.choice(level);
    level.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> want()));
    follow = new Button(area, SWT.CHECK);
    follow.setText("Follow");
    follow.setSelection(true);
    follow.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> want()));
    list = new ListOrEmpty(area);
    GridDataFactory.fillDefaults().span(4, 1).grab(true, true).applyTo(list);
    text = new Text(list, SWT.MULTI | SWT.BORDER | SWT.READ_ONLY | SWT.V_SCROLL | SWT.H_SCROLL);
    text.setFont(JFaceResources.getTextFont());
    Names.give(text, "Log of the engine");
    where = new Label(area, SWT.NONE);
    GridDataFactory.fillDefaults().span(4, 1).grab(true, false).applyTo(where);
    Commands.findIn(getSite(), search);
    reading = Job.create("Read the engine's log", this::readAgain);
    reading.setSystem(true);
    link.addStateListener(linked);
    area.addDisposeListener(event -> {
      link.removeStateListener(linked);
      reading.cancel();
    });
    linked(link.state());
    UiThread.after(PAUSE, this::tick);
  }

  private void linked(LinkState state) {
    if (state instanceof LinkState.Connected connected) {
      log = connected.state().log();
      reading.schedule();
    } else if (log == null) {
      list.empty().says(state, link);
    }
  }

  private void tick() {
    if (!list.isDisposed()) {
      if (list.isVisible()) {
        reading.schedule();
      }
      UiThread.after(PAUSE, this::tick);
    }
  }

  private void want() {
    wanted = new Wanted(LogTail.Level.values()[Math.max(0, level.getSelectionIndex())], search.getText(),
        follow.getSelection());
    reading.schedule();
  }

  /** Reads what is new and looks what of it is wanted; away from the UI thread. */
  private IStatus readAgain(IProgressMonitor monitor) {
    Path file = log;
    Wanted now = wanted;
    if (file == null) {
      return Status.OK_STATUS;
    }
    boolean changed = false;
    String trouble = "";
    try {
      changed = now.follow() && reader.read(file);
    } catch (IOException e) {
      trouble = "The log cannot be read: " + Failures.text(e) + ". ";
    }
    String said = trouble + file;
    UiThread.run(() -> say(said));
    if (changed || !now.equals(answered)) {
      answered = now;
      String found = LogTail.filtered(reader.text(), now.least(), now.words());
      boolean nothing = reader.text().isBlank();
      UiThread.run(() -> show(found, nothing));
    }
    return Status.OK_STATUS;
  }

  private void say(String place) {
    if (!where.isDisposed() && !where.getText().equals(place)) {
      where.setText(place);
    }
  }

  private void show(String found, boolean nothing) {
    if (text.isDisposed()) {
      return;
    }
    if (!shown.isEmpty() && found.startsWith(shown)) {
      text.append(found.substring(shown.length()));
    } else {
      text.setText(found);
      // to its end, where the newest is
      text.setSelection(text.getCharCount());
    }
    shown = found;
    if (!found.isEmpty()) {
      list.show(text);
    } else {
      list.showEmpty(String.valueOf(nothing), empty -> explain(empty, nothing));
    }
  }

  private void explain(EmptyState empty, boolean nothing) {
    if (nothing) {
      empty.says("log", "Here you will see what the engine writes down.");
    } else {
      empty.says("filter", "No entry of the log passes this filter.").action("Show all", () -> {
        level.select(0);
        search.setText("");
        want();
      });
    }
  }

  @Override
  public <T> T getAdapter(Class<T> adapter) {
    return adapter == IPropertySheetPage.class ? adapter.cast(FactsPage.ofNothing()) : super.getAdapter(adapter);
  }

  @Override
  protected void focus() {
    search.setFocus();
  }
}
