package org.dormouse.ui.runs.internal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.dormouse.api.ApiError;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.engine.RunFeed;
import org.dormouse.ui.parts.Commands;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.style.Icons;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.handlers.IHandlerActivation;
import org.eclipse.ui.services.IServiceLocator;

/** Above the pages of a run: what it is, how it stands, when it will end, and what may be done to all of it. */
final class RunHead implements RunFeed.Listener {

  private static final Duration TICK = Duration.ofSeconds(1);

  private final OpenRun run;
  private final Composite bar;
  private final Label icon;
  private final Label title;
  private final Label counts;
  private final ToolItem pause;
  private final ToolItem cancel;
  private final ToolItem retry;
  private final ToolItem report;
  private final ToolItem table;
  private final Text search;
  private boolean failed;

  RunHead(Composite parent, OpenRun opened, TableBeside beside) {
    run = opened;
    bar = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(4).margins(8, 6).spacing(8, 2).applyTo(bar);
    icon = new Label(bar, SWT.NONE);
    title = new Label(bar, SWT.NONE);
    title.setFont(JFaceResources.getHeaderFont());
    GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(title);
    search = new Text(bar, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
    search.setMessage("Filter virtual machines");
    Names.give(search, "Filter the run");
    search.addModifyListener(event -> filter());
    opened.onClear(() -> search.setText(""));
    GridDataFactory.swtDefaults().hint(190, SWT.DEFAULT).applyTo(search);
    ToolBar tools = new ToolBar(bar, SWT.FLAT | SWT.RIGHT);
    ToolItem live = item(tools, SWT.CHECK, "Hold", "timeline", "Hold what is shown; the run goes on");
    live.addSelectionListener(SelectionListener.widgetSelectedAdapter(
        event -> run.feed().setPaused(live.getSelection())));
    pause = item(tools, SWT.PUSH, "Pause", "pause", "Start nothing new; what is under way ends");
    pause.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> whole(RunHead::pauseOrResume)));
    cancel = item(tools, SWT.PUSH, "Cancel", "cancel",
        "End the run: stored images that are not serviced yet stay as they are; asks before");
    cancel.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> whole(WholeRun::cancel)));
    retry = item(tools, SWT.PUSH, "Retry Failed", "retry", "Service again what failed or was cancelled in this run");
    retry.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> whole(WholeRun::retry)));
    report = item(tools, SWT.PUSH, "Report", "report", "Open or save the report of this run");
    report.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> whole(WholeRun::report)));
    table = item(tools, SWT.CHECK, "", "table-beside", "Table beside the graph, with the same machines");
    table.setSelection(beside.isWanted());
    table.addSelectionListener(SelectionListener.widgetSelectedAdapter(
        event -> beside.setWanted(table.getSelection())));
    counts = new Label(bar, SWT.NONE);
    GridDataFactory.fillDefaults().span(4, 1).grab(true, false).applyTo(counts);
    show();
    opened.addDeltaListener(this);
    bar.addDisposeListener(event -> opened.removeDeltaListener(this));
    tick();
  }

  /** Times go on although nothing is told. */
  private void tick() {
    if (!bar.isDisposed()) {
      if (!failed && !run.feed().isPaused() && run.feed().run().filter(now -> now.ended().isEmpty()).isPresent()) {
        show();
      }
      UiThread.after(TICK, this::tick);
    }
  }

  private static ToolItem item(ToolBar tools, int style, String text, String iconName, String tooltip) {
    ToolItem item = new ToolItem(tools, style);
    item.setText(text);
    item.setImage(Icons.image(iconName));
    item.setToolTipText(tooltip);
    return item;
  }

  /** @param tableItself whether the page in front is the table, beside which there is none */
  void setFront(boolean tableItself) {
    table.setEnabled(!tableItself);
  }

  IHandlerActivation findHere(IServiceLocator part) {
    return Commands.findIn(part, search);
  }

  private void filter() {
    String wanted = search.getText().strip().toLowerCase(Locale.ROOT);
    run.setFilter(wanted.isEmpty() ? servicing -> true : servicing -> matches(servicing, wanted));
  }

  private static boolean matches(Servicing servicing, String wanted) {
    return List.of(wanted.split("\\s+")).stream().allMatch(word ->
        servicing.subject().toLowerCase(Locale.ROOT).contains(word)
            || StateStyle.ofServicing(servicing.state()).word().toLowerCase(Locale.ROOT).contains(word));
  }

  private void show() {
    RunFeed feed = run.feed();
    boolean known = feed.run().isPresent();
    pause.setEnabled(feed.run().filter(now -> WholeRun.canPause(now) || WholeRun.canResume(now)).isPresent());
    cancel.setEnabled(feed.run().filter(WholeRun::canCancel).isPresent());
    retry.setEnabled(feed.run().filter(WholeRun::canRetry).isPresent());
    report.setEnabled(known);
    if (!known) {
      icon.setImage(Icons.image("engine-connecting"));
      title.setText("Opening " + Words.inSentence(Words.run(feed.runId())) + "…");
      return;
    }
    Run now = feed.run().orElseThrow();
    StateStyle style = StateStyle.ofRun(now);
    offer(WholeRun.canResume(now));
    icon.setImage(Icons.image(style.iconName()));
    title.setText((now.job() + ": " + style.word().toLowerCase(Locale.ROOT)).replace("&", "&&"));
    counts.setText((RunWords.counts(now) + " · " + RunWords.times(now, feed.etaSeconds()) + " · begun by " + now.by()
        + ", " + Words.time(now.submitted())).replace("&", "&&"));
  }

  /** Nothing else in the head needs more or less room than before. */
  private void offer(boolean resume) {
    String word = resume ? "Resume" : "Pause";
    if (!pause.getText().equals(word)) {
      pause.setText(word);
      pause.setImage(Icons.image(resume ? "resume" : "pause"));
      bar.layout();
    }
  }

  private void whole(BiConsumer<WholeRun, Run> act) {
    run.feed().run().ifPresent(now -> act.accept(new WholeRun(run.link(), bar.getShell()), now));
  }

  private static void pauseOrResume(WholeRun whole, Run now) {
    if (WholeRun.canResume(now)) {
      whole.resume(now);
    } else {
      whole.pause(now);
    }
  }

  @Override
  public void changed(RunFeed feed, RunFeed.Delta delta) {
    failed = false;
    if (!bar.isDisposed()) {
      show();
    }
  }

  @Override
  public void failed(ApiError error) {
    failed = true;
    if (!bar.isDisposed()) {
      icon.setImage(Icons.image("state-failed"));
      counts.setText(ErrorText.line(error).replace("&", "&&"));
    }
  }
}
