package org.dormouse.ui.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.dormouse.api.ApiError;
import org.dormouse.api.RunsApi.Run;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.data.InventoryData.Kind;
import org.dormouse.ui.data.InventoryData;
import org.dormouse.ui.data.RunWatch;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.RunFeed;
import org.dormouse.ui.parts.Openers;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;
import org.eclipse.ui.IWorkbenchWindow;

/**
 * The run that is going on: how far it is and how long it still takes; afterwards, what came of the last one that was
 * seen going on. Pressed: opens it.
 */
final class RunStatusItem extends StatusItem {

  private static final int CHARACTERS = 44;
  private static final Duration TICK = Duration.ofSeconds(10);

  private final IWorkbenchWindow window;
  private final InventoryData data;
  private final EngineLink link;
  private final Consumer<Set<Kind>> listener = this::changed;
  private RunFeed feed;
  private boolean attached;
  private int others;
  private Optional<String> shown = Optional.empty();

  RunStatusItem(IWorkbenchWindow window) {
    super("org.dormouse.ui.status.run", CHARACTERS);
    this.window = window;
    this.data = window.getWorkbench().getService(InventoryData.class);
    this.link = window.getWorkbench().getService(EngineLink.class);
  }

  @Override
  void attach() {
    attached = true;
    data.addListener(listener);
    changed(Set.of(Kind.RUN));
    tick();
  }

  @Override
  void detach() {
    attached = false;
    data.removeListener(listener);
    unfollow();
  }

  private void unfollow() {
    if (feed != null) {
      feed.close();
      feed = null;
    }
  }

  private void changed(Set<Kind> kinds) {
    if (!kinds.contains(Kind.RUN)) {
      return;
    }
    List<Run> going = data.runs().stream().filter(RunWatch::isGoingOn).toList();
    others = going.size() - 1;
    if (going.isEmpty()) {
      unfollow();
      shown.flatMap(id -> data.runs().stream().filter(run -> run.id().equals(id)).findFirst())
          .ifPresentOrElse(this::showEnded, () -> say("", "", ""));
    } else if (feed == null || !feed.runId().equals(going.getFirst().id())) {
      unfollow();
      Run run = going.getFirst();
      shown = Optional.of(run.id());
      show(run, -1);
      feed = link.follow(run.id(), new RunFeed.Listener() {
        @Override
        public void changed(RunFeed changed, RunFeed.Delta delta) {
          changed.run().ifPresent(newer -> show(newer, changed.etaSeconds()));
        }

        @Override
        public void failed(ApiError error) {
          // The engine's own item says it; when the run will end, nobody knows now.
          if (feed != null) {
            refresh();
          }
        }
      });
    } else {
      refresh();
    }
  }

  private void refresh() {
    feed.run().ifPresent(run -> show(run, feed.etaSeconds()));
  }

  /** What is left of the time goes down although nothing is told. */
  private void tick() {
    if (attached) {
      if (feed != null) {
        refresh();
      }
      UiThread.after(TICK, this::tick);
    }
  }

  private void show(Run run, long etaSeconds) {
    if (!RunWatch.isGoingOn(run)) {
      // The run itself is told sooner than the list of runs.
      showEnded(run);
      return;
    }
    StateStyle style = StateStyle.count(run, StateStyle.NEEDS_OPERATOR) > 0 ? StateStyle.NEEDS_OPERATOR
        : StateStyle.ofRun(run);
    String eta = Words.eta(etaSeconds);
    say(style.iconName(), run.job() + ": " + RunWatch.share(run) + (eta.isEmpty() ? "" : ", " + eta)
        + (others > 0 ? " (+" + others + ")" : ""), "Job " + run.job() + ": " + RunWatch.summary(run)
        + "\nPress to open the run.");
  }

  private void showEnded(Run run) {
    int failed = StateStyle.count(run, StateStyle.FAILED);
    say(StateStyle.ofRun(run).iconName(), run.job() + " has ended: " + (failed > 0 ? StateStyle.FAILED.counted(failed)
        + " of " + RunWatch.all(run) : RunWatch.share(run)), "Job " + run.job() + ": "
        + RunWatch.summary(run) + "\nPress to open the run.");
  }

  @Override
  void pressed() {
    if (window.getActivePage() != null) {
      shown.ifPresent(run -> Openers.open(window.getActivePage(), Kind.RUN, run));
    }
  }
}
