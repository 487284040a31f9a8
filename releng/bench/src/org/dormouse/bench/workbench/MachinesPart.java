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
  private Wanted wanted = Wanted.SAME_ROWS;
  /** Rows before the act. */
  private int had;
  private boolean painted;

  /** What a paint must show to be the one that is waited for. */
  private enum Wanted { SAME_ROWS, OTHER_ROWS }

  MachinesPart(Screen screen) {
    this.screen = screen;
  }

  void run() {
    screen.await("the inventory", () -> screen.data().isLoaded());
    all = screen.get(() -> screen.data().machines().size());
    screen.await("the list", () -> screen.machines().filter(table -> table.getItemCount() == all).isPresent());
    screen.run(() -> screen.display().addFilter(SWT.Paint, this));
    measure("view opened with " + all + " rows", Wanted.OTHER_ROWS,
        () -> screen.page().hideView(screen.page().findView(Ids.MACHINES_VIEW)), () -> screen.show(Ids.MACHINES_VIEW));
    measure("filtered", Wanted.OTHER_ROWS, () -> filter().setText(""), () -> filter().setText("99"));
    measure("filter removed", Wanted.OTHER_ROWS, () -> filter().setText("99"), () -> filter().setText(""));
    int[] at = {0};
    measure("scrolled far", Wanted.SAME_ROWS, () -> { }, () -> {
      at[0] = (at[0] + 2_713) % all;
      table().setTopIndex(at[0]);
    });
    screen.run(() -> screen.display().removeFilter(SWT.Paint, this));
  }

  /** To the first paint of what was asked for; the list goes on to grow after that, in pieces, while it is of use. */
  private void measure(String what, Wanted rows, Runnable before, Runnable act) {
    double[] passed = new double[ROUNDS];
    double[] worked = new double[ROUNDS];
    double[] whole = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      screen.run(before);
      screen.rest(Duration.ofSeconds(1));
      long[] from = {0};
      double[] figures = screen.get(() -> once(rows, act, from));
      passed[round] = figures[0];
      worked[round] = figures[1];
      if (rows == Wanted.OTHER_ROWS && screen.get(() -> filter().getText().isEmpty())) {
        screen.await("all rows", () -> rows() == all);
        whole[round] = (System.nanoTime() - from[0]) / 1e6;
      }
    }
    Bench.say("%s: painted after ms %s; UI thread at work %s", what, new Figures(passed).few(),
        new Figures(worked).few());
    if (whole[0] > 0) {
      Bench.say("%s: all rows there after ms %s", what, new Figures(whole).few());
    }
  }

  private double[] once(Wanted rows, Runnable act, long[] from) {
    wanted = rows;
    had = rows();
    painted = false;
    double busy = screen.work();
    from[0] = System.nanoTime();
    act.run();
    screen.workUntil(() -> painted);
    return new double[] {(System.nanoTime() - from[0]) / 1e6, screen.work() - busy};
  }

  @Override
  public void handleEvent(Event event) {
    if (event.widget instanceof Table table && "machines".equals(table.getData("org.dormouse.ui.id"))) {
      painted |= table.getItemCount() > 0 && (wanted == Wanted.SAME_ROWS || table.getItemCount() != had);
    }
  }

  private int rows() {
    return screen.machines().map(Table::getItemCount).orElse(0);
  }

  private Table table() {
    return screen.machines().orElseThrow();
  }

  private Text filter() {
    return (Text) screen.find("machines.filter").orElseThrow();
  }
}
