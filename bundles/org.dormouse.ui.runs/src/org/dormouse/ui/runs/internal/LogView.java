package org.dormouse.ui.runs.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.dormouse.api.client.Failures;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.LinkState;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.EmptyState;
import org.dormouse.ui.parts.ListOrEmpty;
import org.dormouse.ui.parts.Names;
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
import org.eclipse.ui.part.ViewPart;

/** The engine's log, followed while it is in sight; by level and by words, such as the name of a VM. */
public final class LogView extends ViewPart {

  private static final long PAUSE_MILLIS = 1500;

  private final Consumer<LinkState> linked = this::linked;
  private EngineLink link;
  private Text search;
  private Combo level;
  private Button follow;
  private ListOrEmpty list;
  private Text text;
  private Label where;
  private String read = "";
  private volatile Path log;
  private Job reading;

  @Override
  public void createPartControl(Composite parent) {
    link = PlatformUI.getWorkbench().getService(EngineLink.class);
    Composite area = new Composite(parent, SWT.NONE);
    ContextHelp.set(area, "log");
    GridLayoutFactory.fillDefaults().numColumns(4).margins(6, 4).applyTo(area);
    search = new Text(area, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
    search.setMessage("Words that have to be in an entry");
    search.addModifyListener(event -> show());
    GridDataFactory.fillDefaults().grab(true, false).applyTo(search);
    new Label(area, SWT.NONE).setText("Level");
    level = new Combo(area, SWT.DROP_DOWN | SWT.READ_ONLY);
    level.setItems("All", "Information", "Warnings", "Errors");
    level.select(0);
    level.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> show()));
    follow = new Button(area, SWT.CHECK);
    follow.setText("Follow");
    follow.setSelection(true);
    list = new ListOrEmpty(area);
    GridDataFactory.fillDefaults().span(4, 1).grab(true, true).applyTo(list);
    text = new Text(list, SWT.MULTI | SWT.BORDER | SWT.READ_ONLY | SWT.V_SCROLL | SWT.H_SCROLL);
    text.setFont(JFaceResources.getTextFont());
    text.getAccessible().addAccessibleListener(Names.of("Log of the engine"));
    where = new Label(area, SWT.NONE);
    GridDataFactory.fillDefaults().span(4, 1).grab(true, false).applyTo(where);
    reading = Job.create("Read the engine's log", this::readAgain);
    reading.setSystem(true);
    link.addStateListener(linked);
    area.addDisposeListener(event -> {
      link.removeStateListener(linked);
      reading.cancel();
    });
    linked(link.state());
  }

  private void linked(LinkState state) {
    if (state instanceof LinkState.Connected connected) {
      log = connected.state().log();
      where.setText(log.toString());
      show();
      reading.schedule();
    } else if (log == null) {
      list.empty().says(state, link);
    }
  }

  private IStatus readAgain(IProgressMonitor monitor) {
    Path file = log;
    String now;
    String trouble = "";
    try {
      now = LogTail.read(file);
    } catch (IOException e) {
      now = "";
      trouble = "The log cannot be read: " + Failures.text(e) + ". ";
    }
    String said = trouble;
    String all = now;
    UiThread.run(() -> {
      if (!text.isDisposed()) {
        where.setText(said + file);
        if (!all.equals(read) && follow.getSelection()) {
          read = all;
          show();
        }
      }
    });
    if (!monitor.isCanceled()) {
      reading.schedule(PAUSE_MILLIS);
    }
    return Status.OK_STATUS;
  }

  private void show() {
    LogTail.Level least = LogTail.Level.values()[Math.max(0, level.getSelectionIndex())];
    String found = LogTail.filtered(read, least, search.getText());
    text.setText(found);
    if (!found.isEmpty()) {
      list.show(text);
    } else if (log != null) {
      list.showEmpty(String.valueOf(read.isBlank()), this::explain);
    }
    // to its end, where the newest is
    text.setSelection(text.getCharCount());
  }

  private void explain(EmptyState empty) {
    if (read.isBlank()) {
      empty.says("log", "Here you will see what the engine writes down.");
    } else {
      empty.says("filter", "No entry of the log passes this filter.").action("Show all", () -> {
        level.select(0);
        search.setText("");
        show();
      });
    }
  }

  @Override
  public void setFocus() {
    search.setFocus();
  }
}
