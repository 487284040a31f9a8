package org.dormouse.ui.runs.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.dormouse.api.ApiError;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.RunFeed;
import org.dormouse.ui.runs.RunViewing;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.ui.IWorkbenchPart;

/** The run of one editor: followed once, told to all its pages. */
final class OpenRun implements RunViewing, RunFeed.Listener, AutoCloseable {

  private final EngineLink link;
  private final IWorkbenchPart part;
  private final ISelectionProvider selection;
  private final List<RunFeed.Listener> listeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> filterListeners = new CopyOnWriteArrayList<>();
  private final RunFeed feed;
  private Predicate<Servicing> filter = servicing -> true;
  private Runnable cleared = () -> { };
  private Optional<ApiError> error = Optional.empty();

  OpenRun(EngineLink link, String runId, IWorkbenchPart part, ISelectionProvider selection) {
    this.link = link;
    this.part = part;
    this.selection = selection;
    this.feed = link.follow(runId, this);
  }

  @Override
  public void changed(RunFeed changed, RunFeed.Delta delta) {
    error = Optional.empty();
    listeners.forEach(listener -> listener.changed(changed, delta));
  }

  @Override
  public void failed(ApiError why) {
    error = Optional.of(why);
    listeners.forEach(listener -> listener.failed(why));
  }

  @Override
  public RunFeed feed() {
    return feed;
  }

  @Override
  public EngineLink link() {
    return link;
  }

  @Override
  public ISelectionProvider selection() {
    return selection;
  }

  @Override
  public void addDeltaListener(RunFeed.Listener onUi) {
    listeners.add(onUi);
    if (feed.run().isPresent()) {
      Set<String> ids = feed.servicings().stream().map(Servicing::id).collect(Collectors.toSet());
      onUi.changed(feed, new RunFeed.Delta(true, ids, Set.of()));
    }
    error.ifPresent(onUi::failed);
  }

  @Override
  public void removeDeltaListener(RunFeed.Listener onUi) {
    listeners.remove(onUi);
  }

  @Override
  public Predicate<Servicing> filter() {
    return filter;
  }

  @Override
  public void clearFilter() {
    cleared.run();
  }

  /** @param clear empties what the filter is entered in, which sets the filter */
  void onClear(Runnable clear) {
    cleared = clear;
  }

  void setFilter(Predicate<Servicing> next) {
    filter = next;
    filterListeners.forEach(Runnable::run);
  }

  @Override
  public void addFilterListener(Runnable onUi) {
    filterListeners.add(onUi);
  }

  @Override
  public void removeFilterListener(Runnable onUi) {
    filterListeners.remove(onUi);
  }

  @Override
  public IWorkbenchPart part() {
    return part;
  }

  @Override
  public void close() {
    feed.close();
  }
}
