package org.dormouse.ui.runs;

import java.util.function.Predicate;
import org.dormouse.api.RunsApi;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.RunFeed;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.ui.IWorkbenchPart;

/** The run that an editor shows, as its pages share it. On the UI thread only. */
public interface RunViewing {

  RunFeed feed();

  EngineLink link();

  /** Of {@link org.dormouse.api.RunsApi.Servicing} and {@link org.dormouse.api.RunsApi.Step}; one for all pages. */
  ISelectionProvider selection();

  /** The listener is told at once that everything is new if the feed has a run already. */
  void addDeltaListener(RunFeed.Listener onUi);

  void removeDeltaListener(RunFeed.Listener onUi);

  /** Which servicings are to be shown. */
  Predicate<RunsApi.Servicing> filter();

  /** Shows all servicings again. */
  void clearFilter();

  /** Called after the filter became another one. */
  void addFilterListener(Runnable onUi);

  void removeFilterListener(Runnable onUi);

  IWorkbenchPart part();
}
