package org.dormouse.ui.graph.internal.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.dormouse.api.ApiError;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.engine.RunFeed;
import org.dormouse.ui.graph.internal.export.LanePicture;
import org.dormouse.ui.graph.internal.figures.GraphColours;
import org.dormouse.ui.graph.internal.model.CellPlaces;
import org.dormouse.ui.graph.internal.model.Lane;
import org.dormouse.ui.graph.internal.model.LaneModel;
import org.dormouse.ui.graph.internal.model.LaneOrder;
import org.dormouse.ui.graph.internal.model.LaneSearch;
import org.dormouse.ui.graph.internal.parts.LaneBoard;
import org.dormouse.ui.graph.internal.parts.LaneSelection;
import org.dormouse.ui.parts.ContextHelp;
import org.dormouse.ui.parts.ListOrEmpty;
import org.dormouse.ui.runs.RunPage;
import org.dormouse.ui.runs.RunViewing;
import org.dormouse.ui.style.Theme;
import org.dormouse.ui.style.Words;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;

/** The graph of a run: one lane per VM, one column per step, live. */
public final class LanesPage implements RunPage, RunFeed.Listener, LaneTools.Actions {

  private static final int TICK_MILLIS = 1000;

  private final Runnable themed = this::theme;
  private final Runnable filtered = this::filter;
  private RunViewing viewing;
  private ListOrEmpty place;
  private Composite graph;
  private LaneModel model;
  private LaneView view;
  private SharedSelection shared;
  private LaneTools tools;
  private StateChips chips;
  private final List<LaneOutline> early = new ArrayList<>();
  private boolean stale;
  private int height;

  @Override
  public void create(Composite parent, RunViewing viewing) {
    this.viewing = viewing;
    model = new LaneModel(new FeedSource(viewing.feed()), Instant::now);
    place = new ListOrEmpty(parent);
    parent.addListener(SWT.Show, event -> catchUp());
    ContextHelp.set(place, "run");
    place.empty().says("lanes", "Opening the run…");
    graph = new Composite(place, SWT.NONE);
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(graph);
    UiThread.inTurns(place, List.of(this::createTools, this::createLanes, this::follow));
  }

  private void createTools() {
    tools = new LaneTools(graph, this);
    GridDataFactory.fillDefaults().grab(true, false).indent(0, 0).applyTo(tools.control());
    GridLayoutFactory.createFrom((GridLayout) ((Composite) tools.control()).getLayout())
        .margins(6, 4).applyTo((Composite) tools.control());
    chips = new StateChips(graph, model, this::fold);
    GridDataFactory.fillDefaults().grab(true, false).indent(6, 0).applyTo(chips.control());
  }

  private void createLanes() {
    Composite lanes = new Composite(graph, SWT.NONE);
    GridDataFactory.fillDefaults().grab(true, true).indent(0, 4).applyTo(lanes);
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(lanes);
    LaneBoard board = new LaneBoard(model, Instant::now);
    Composite above = new Composite(lanes, SWT.NONE);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(above);
    GridLayoutFactory.fillDefaults().applyTo(above);
    view = new LaneView(lanes, model, board);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(view.canvas());
    view.canvas().addListener(SWT.Resize, event -> keepInSight());
    LaneHeader header = new LaneHeader(above, view);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(header);
    shared = new SharedSelection(view, model, viewing.selection());
    view.onShown(chips::showFolded);
    view.onSelected(shared::selected);
    view.viewer().setKeyHandler(new LaneKeys(view, shared::selected, tools::focusSearch));
    new LaneMenu(view, viewing);
    theme();
  }

  /** From now on the run is told of, so that there is something to see. */
  private void follow() {
    early.forEach(outline -> outline.follow(view));
    early.clear();
    Theme.addListener(themed);
    place.addDisposeListener(event -> dispose());
    model.setFilter(viewing.filter());
    viewing.addFilterListener(filtered);
    viewing.addDeltaListener(this);
    new FindHandler(place, viewing.part().getSite(), tools::focusSearch);
    place.getDisplay().timerExec(TICK_MILLIS, this::tick);
  }

  /** The details of what was just selected take room below: what was selected must not go out of sight by that. */
  private void keepInSight() {
    int before = height;
    height = view.canvas().getClientArea().height;
    view.board().selection().single().filter(id -> model.rowOf(id) >= 0).ifPresent(id -> {
      double line = CellPlaces.PITCH * view.scale();
      double top = model.rowOf(id) * line - view.inSight().y;
      if (top >= 0 && top < before && top + line > height) {
        UiThread.after(Duration.ZERO, () -> view.reveal(id));
      }
    });
  }

  private void theme() {
    view.setColours(GraphColours.of(Theme.isDark()));
  }

  private void dispose() {
    viewing.removeDeltaListener(this);
    viewing.removeFilterListener(filtered);
    shared.close();
    Theme.removeListener(themed);
  }

  @Override
  public void changed(RunFeed feed, RunFeed.Delta delta) {
    model.apply(delta.all(), delta.servicings());
    stale = true;
    if (place.isVisible()) {
      refresh();
    }
  }

  private void refresh() {
    stale = false;
    if (model.lanes().isEmpty()) {
      place.empty().says("lanes", "This run has no virtual machines.",
          "None of the job's virtual machines could be serviced; the report says why.");
      place.showEmpty();
      return;
    }
    boolean focused = place.isEmpty() && place.hasFocus();
    place.show(graph);
    if (focused) {
      setFocus();
    }
    chips.show();
    view.show();
    showFound();
    shared.refresh();
  }

  /** What was told while the page was behind another. */
  private void catchUp() {
    if (stale && !place.isDisposed()) {
      refresh();
    }
  }

  /** Times go on although nothing is told; and what was told while the window was not to be seen is shown. */
  private void tick() {
    if (place.isDisposed()) {
      return;
    }
    if (place.isVisible() && (stale || model.isLive() && !viewing.feed().isPaused())) {
      if (stale) {
        refresh();
      } else {
        view.show();
      }
    }
    place.getDisplay().timerExec(TICK_MILLIS, this::tick);
  }

  @Override
  public void failed(ApiError error) {
    if (model.lanes().isEmpty()) {
      place.empty().says(error);
      place.showEmpty();
    }
  }

  private void filter() {
    model.setFilter(viewing.filter());
    refresh();
  }

  private void fold(String state, boolean fold) {
    model.setFolded(state, fold);
    refresh();
  }

  @Override
  public void search(String text) {
    view.board().setSearch(LaneSearch.of(text));
    if (!view.board().search().isEmpty()) {
      List<Lane> matches = view.board().search().matches(model.rows());
      if (!matches.isEmpty() && view.board().selection().single().map(model::rowOf).filter(row -> row >= 0).isEmpty()) {
        view.reveal(matches.get(0).id());
      }
    }
    view.show();
    showFound();
  }

  private void showFound() {
    if (view.board().search().isEmpty()) {
      tools.showFound("");
      return;
    }
    List<Lane> matches = view.board().search().matches(model.rows());
    String selected = view.board().selection().single().orElse("");
    int at = matches.stream().map(Lane::id).toList().indexOf(selected);
    tools.showFound(matches.isEmpty() ? "Nothing found" : at < 0 ? matches.size() + " found"
        : at + 1 + " of " + matches.size());
  }

  @Override
  public void next(boolean backwards) {
    List<Lane> matches = view.board().search().matches(model.rows());
    int next = LaneSearch.next(matches, view.board().selection().single().orElse(""), backwards);
    if (next >= 0) {
      view.select(LaneSelection.ofServicing(matches.get(next).id()));
      shared.selected();
    }
    chips.show();
    showFound();
  }

  @Override
  public void order(LaneOrder order) {
    model.setOrder(order);
    view.scrollTo(0);
    view.show();
  }

  @Override
  public void mode(LaneView.Mode mode) {
    view.setMode(mode);
  }

  @Override
  public void zoom(int steps) {
    view.zoomBy(steps);
  }

  @Override
  public void fit() {
    view.fit();
  }

  @Override
  public void export(String format) {
    String title = viewing.feed().run().map(run -> "Job " + run.job() + ", "
        + Words.inSentence(Words.run(run.id())) + ", " + Words.time(run.submitted())).orElse("Run");
    LaneExport.ask(place.getShell(), new LanePicture(title, model.rows(), view.board().places(), model.library(),
        Instant.now(), ZoneId.systemDefault()), format, viewing.feed().runId());
  }

  @Override
  public Control control() {
    return place;
  }

  @Override
  public void setFocus() {
    if (place.isEmpty()) {
      place.setFocus();
    } else {
      view.canvas().setFocus();
    }
  }

  @Override
  public <T> T adapter(Class<T> type) {
    if (type == IContentOutlinePage.class) {
      LaneOutline outline = new LaneOutline();
      if (view == null) {
        early.add(outline);
      } else {
        outline.follow(view);
      }
      return type.cast(outline);
    }
    return type == GraphicalViewer.class && view != null ? type.cast(view.viewer()) : null;
  }
}
