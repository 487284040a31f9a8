package org.dormouse.bench.workbench;

import java.time.Duration;
import java.util.Random;
import org.dormouse.api.RunsApi;
import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.ui.IEditorPart;

/** Frames of the graph of a run that goes on while it is scrolled. */
final class LanesPart {

  private static final int FRAMES = 600;
  private static final int STEP_PIXELS = 78;

  private final Screen screen;
  private final Random random = new Random(7);
  private boolean painted;
  private int step = STEP_PIXELS;

  LanesPart(Screen screen) {
    this.screen = screen;
  }

  void run() {
    RunsApi.Run run = screen.startRun("night-1");
    IEditorPart editor = screen.openRun(run.id());
    screen.await("the graph", () -> editor.getAdapter(GraphicalViewer.class) != null);
    FigureCanvas canvas = screen.get(() -> canvas(editor));
    screen.await("the lanes", () -> canvas.getViewport().getVerticalRangeModel().getMaximum() > 3 * STEP_PIXELS
        + canvas.getViewport().getSize().height);
    // Until many are under way, and what was only just loaded is compiled.
    screen.rest(Duration.ofSeconds(10));
    for (int round = 0; round < 3; round++) {
      double[] passed = new double[FRAMES];
      double[] worked = new double[FRAMES];
      screen.run(() -> frames(canvas, passed, worked));
      Bench.say("frame while scrolling: ms %s; UI thread at work %s", new Figures(passed).many(),
          new Figures(worked).many());
    }
    screen.cancel(run);
  }

  private static FigureCanvas canvas(IEditorPart editor) {
    return (FigureCanvas) editor.getAdapter(GraphicalViewer.class).getControl();
  }

  /** Mostly by the wheel, now and then the thumb is dragged far. */
  private void frames(FigureCanvas canvas, double[] passed, double[] worked) {
    Listener listener = event -> painted = true;
    canvas.addListener(SWT.Paint, listener);
    for (int frame = 0; frame < passed.length; frame++) {
      int target = target(canvas, frame % 50 == 49);
      painted = false;
      double busy = screen.work();
      long from = System.nanoTime();
      canvas.scrollToY(target);
      double scrolling = (System.nanoTime() - from) / 1e6;
      passed[frame] = scrolling + screen.workUntil(() -> painted);
      worked[frame] = screen.work() - busy;
    }
    canvas.removeListener(SWT.Paint, listener);
  }

  /** Never where it is already: nothing would be painted then, once the run is over. */
  private int target(FigureCanvas canvas, boolean far) {
    int y = canvas.getViewport().getViewLocation().y;
    int last = canvas.getViewport().getVerticalRangeModel().getMaximum() - canvas.getViewport().getSize().height;
    int target = far ? random.nextInt(last + 1) : y + step;
    if (target < 0 || target > last || target == y) {
      step = -step;
      target = Math.clamp(y + step, 0, last);
    }
    return target;
  }
}
