package org.dormouse.bench.workbench;

import java.time.Duration;
import java.util.List;
import org.dormouse.api.RunsApi;
import org.dormouse.ui.Ids;
import org.eclipse.ui.IPageLayout;

/**
 * Whole runs of very many VMs, one after the other in one window: the run's editor in front, the outline beside
 * it, and now and then a look into each view. The log of stalls tells the longest block.
 */
final class NightPart {

  private static final List<String> VIEWS = List.of(Ids.MACHINES_VIEW, Ids.DASHBOARD_VIEW, Ids.RUNS_VIEW, Ids.LOG_VIEW);
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final Screen screen;
  private int looks;

  NightPart(Screen screen) {
    this.screen = screen;
  }

  void run() {
    screen.await("the inventory", () -> screen.data().isLoaded());
    screen.run(() -> screen.show(IPageLayout.ID_OUTLINE));
    VIEWS.forEach(view -> {
      screen.rest(LOOK);
      screen.run(() -> screen.show(view));
    });
    screen.rest(LOOK);
    Bench.say("heap before the nights %.1f MiB", screen.heap() / 1048576.0);
    for (int night = 1; night <= Integer.getInteger("dormouse.bench.nights", 3); night++) {
      night(night);
    }
  }

  private void night(int number) {
    long from = System.nanoTime();
    double busy = screen.work();
    RunsApi.Run run = screen.startRun("night-" + number);
    screen.run(() -> screen.page().closeAllEditors(false));
    screen.openRun(run.id());
    while (screen.get(() -> screen.run(run.id()).ended().isEmpty())) {
      screen.rest(LOOK);
      screen.run(this::look);
    }
    double seconds = (System.nanoTime() - from) / 1e9;
    Bench.say("night %d: %s in %.0f s, UI thread at work %.0f %% of it, heap after it %.1f MiB", number,
        screen.get(() -> screen.run(run.id()).counts()), seconds, (screen.work() - busy) / 10 / seconds,
        screen.heap() / 1048576.0);
  }

  private void look() {
    looks++;
    screen.show(VIEWS.get(looks % VIEWS.size()));
    if (looks % 5 == 0) {
      screen.showPage("Lanes", looks % 2);
    }
  }
}
