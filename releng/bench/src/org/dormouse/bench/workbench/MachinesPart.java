package org.dormouse.bench.workbench;

import java.time.Duration;
import org.dormouse.ui.Ids;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;

/** Opening, filtering and scrolling the list of very many virtual machines, each from the act to the paint. */
final class MachinesPart implements Listener {

  private static final int ROUNDS = 15;

  private final Screen screen;
  private int all;
  /** Whether all rows are to be painted, or only those that pass the filter. */
  private boolean wantsAll;
  private boolean painted;

  MachinesPart(Screen screen) {
    this.screen = screen;
  }

  void run() {
    screen.await("the inventory", () -> screen.data().isLoaded());
    all = screen.get(() -> screen.data().machines().size());
    screen.await("the list", () -> screen.machines().filter(table -> table.getItemCount() == all).isPresent());
    screen.run(() -> screen.display().addFilter(SWT.Paint, this));
    measure("view opened and painted with " + all + " rows", true,
        () -> screen.page().hideView(screen.page().findView(Ids.MACHINES_VIEW)), () -> screen.show(Ids.MACHINES_VIEW));
    measure("filtered and painted", false, () -> filter().setText(""), () -> filter().setText("99"));
    measure("filter removed and painted", true, () -> filter().setText("99"), () -> filter().setText(""));
    int[] at = {0};
    measure("scrolled far and painted", true, () -> { }, () -> {
      at[0] = (at[0] + 2_713) % all;
      table().setTopIndex(at[0]);
    });
    screen.run(() -> screen.display().removeFilter(SWT.Paint, this));
  }

  private void measure(String what, boolean ofAll, Runnable before, Runnable act) {
    double[] passed = new double[ROUNDS];
    double[] worked = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      screen.run(before);
      screen.rest(Duration.ofSeconds(1));
      double[] figures = screen.get(() -> once(ofAll, act));
      passed[round] = figures[0];
      worked[round] = figures[1];
    }
    Bench.say("%s: ms %s; UI thread at work %s", what, new Figures(passed).few(), new Figures(worked).few());
  }

  private double[] once(boolean ofAll, Runnable act) {
    wantsAll = ofAll;
    painted = false;
    double busy = screen.work();
    long from = System.nanoTime();
    act.run();
    screen.workUntil(() -> painted);
    return new double[] {(System.nanoTime() - from) / 1e6, screen.work() - busy};
  }

  @Override
  public void handleEvent(Event event) {
    if (event.widget instanceof Table table && "machines".equals(table.getData("org.dormouse.ui.id"))) {
      painted |= wantsAll == (table.getItemCount() == all);
    }
  }

  private Table table() {
    return screen.machines().orElseThrow();
  }

  private Text filter() {
    return (Text) screen.find("machines.filter").orElseThrow();
  }
}
