package org.dormouse.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.api.RunsApi.Step;
import org.dormouse.api.RunsApi.TroubleInfo;
import org.dormouse.ui.graph.internal.figures.GraphColours;
import org.dormouse.ui.graph.internal.model.LaneModel;
import org.dormouse.ui.graph.internal.pages.LaneHeader;
import org.dormouse.ui.graph.internal.pages.LaneView;
import org.dormouse.ui.graph.internal.parts.LaneBoard;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;

/**
 * Frame time of the graph of a run while it is scrolled and the run goes on: a window with many simulated lanes, of
 * which some change ten times a second; each frame scrolls by some pixels and is taken from the scrolling to the end of
 * the painting.
 */
public final class LaneBench {

  private static final List<String> KINDS = List.of("claim", "assess", "place", "deploy", "start", "wait-for-guest",
      "check-client", "hook:beforeInstall:quiesce database", "scan", "install", "verify", "shut-down", "store",
      "release");
  private static final int FRAMES = 600;
  private static final int STEP_PIXELS = 78;

  private final Map<String, Servicing> servicings = new HashMap<>();
  private final Map<String, List<Step>> steps = new HashMap<>();
  private final List<Servicing> order = new ArrayList<>();
  private final Random random = new Random(7);
  private final Instant begin = Instant.now().minus(Duration.ofMinutes(50));
  private long ids;

  /** @param args lanes, {@code columns} or {@code time-line}, optional file for a picture, optional {@code dark} */
  public static void main(String[] args) {
    int lanes = Integer.parseInt(args[0]);
    LaneView.Mode mode = args[1].equals("columns") ? LaneView.Mode.COLUMNS : LaneView.Mode.TIME_LINE;
    new LaneBench().run(lanes, mode, args.length > 2 ? args[2] : "", args.length > 3 && args[3].equals("dark"));
  }

  private void run(int lanes, LaneView.Mode mode, String picture, boolean dark) {
    for (int i = 0; i < lanes; i++) {
      make(i);
    }
    Display display = new Display();
    Shell shell = new Shell(display);
    shell.setSize(1280, 800);
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(shell);
    LaneModel model = new LaneModel(new LaneModel.Source() {
      @Override
      public List<Servicing> servicings() {
        return order;
      }

      @Override
      public List<Step> attempts(String id) {
        return steps.get(id);
      }
    }, Instant::now);
    Composite above = new Composite(shell, SWT.NONE);
    GridLayoutFactory.fillDefaults().applyTo(above);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(above);
    LaneView view = new LaneView(shell, model, new LaneBoard(model, Instant::now));
    GridDataFactory.fillDefaults().grab(true, true).applyTo(view.canvas());
    GridDataFactory.fillDefaults().grab(true, false).applyTo(new LaneHeader(above, view));
    model.apply(true, Set.of());
    view.setColours(GraphColours.of(dark));
    shell.open();
    view.setMode(mode);
    settle(display, 500);
    double[] cpu = new double[FRAMES];
    double[] scrolled = frames(display, view, model, lanes, cpu);
    print("scrolling " + lanes + " live lanes, " + mode.name().toLowerCase(Locale.ROOT), scrolled);
    print("  of it processor time of the UI thread", cpu);
    if (!picture.isEmpty()) {
      settle(display, 1500);
      save(display, shell, picture);
    }
    display.dispose();
  }

  private double[] frames(Display display, LaneView view, LaneModel model, int lanes, double[] cpu) {
    boolean[] painted = new boolean[1];
    view.canvas().addListener(SWT.Paint, event -> painted[0] = true);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double[] millis = new double[FRAMES];
    long nextDelta = 0;
    int y = 0;
    int direction = STEP_PIXELS;
    for (int frame = 0; frame < FRAMES; frame++) {
      painted[0] = false;
      long busy = threads.getCurrentThreadCpuTime();
      long from = System.nanoTime();
      if (from > nextDelta) {
        model.apply(false, change(lanes / 20));
        view.show();
        nextDelta = from + 100_000_000;
      }
      // Now and then the thumb is dragged far.
      view.scrollTo(frame % 50 == 49 ? random.nextInt(lanes * 20) : y + direction);
      direction = view.inSight().y == y ? -direction : direction;
      y = view.inSight().y;
      long worked = System.nanoTime() - from;
      long late = from + 1_000_000_000;
      while (!painted[0] && System.nanoTime() < late) {
        long begin = System.nanoTime();
        boolean more = display.readAndDispatch();
        worked += System.nanoTime() - begin;
        if (!more && !painted[0]) {
          // The desktop paints when its clock ticks; waiting for that is not our work.
          LockSupport.parkNanos(200_000);
        }
      }
      millis[frame] = worked / 1e6;
      cpu[frame] = (threads.getCurrentThreadCpuTime() - busy) / 1e6;
    }
    return millis;
  }

  private static void print(String what, double[] millis) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    System.out.printf(Locale.ROOT, "%s: frame ms median %.1f (aim 16), 95%% %.1f, worst %.1f (aim 50), frames %d%n",
        what, sorted[sorted.length / 2], sorted[sorted.length * 95 / 100], sorted[sorted.length - 1], sorted.length);
  }

  private static void settle(Display display, int millis) {
    long until = System.nanoTime() + millis * 1_000_000L;
    while (System.nanoTime() < until) {
      if (!display.readAndDispatch()) {
        Thread.onSpinWait();
      }
    }
  }

  private static void save(Display display, Shell shell, String file) {
    Image image = new Image(display, shell.getClientArea().width, shell.getClientArea().height);
    GC gc = new GC(shell);
    gc.copyArea(image, 0, 0);
    gc.dispose();
    ImageLoader loader = new ImageLoader();
    loader.data = new ImageData[] {image.getImageData()};
    loader.save(file, SWT.IMAGE_PNG);
    image.dispose();
  }

  private void make(int position) {
    String id = "vm-" + (position + 1);
    int done = position % 9 == 0 ? 0 : random.nextInt(KINDS.size() + 1);
    boolean failed = position % 23 == 5 && done > 3 && done < KINDS.size();
    List<Step> made = new ArrayList<>();
    Instant at = begin.plusSeconds(position * 2L);
    for (int i = 0; i < KINDS.size(); i++) {
      String state = i < done ? "SUCCEEDED" : i > done ? "PENDING" : failed ? "FAILED" : "RUNNING";
      Instant end = at.plusSeconds(5 + random.nextInt(240));
      made.add(step(id, i, state, at, end, random.nextInt(12) == 0 && i < done ? 2 : 1));
      at = end;
    }
    steps.put(id, made);
    put(id, position, done == KINDS.size() ? "SUCCEEDED" : failed ? "FAILED" : done == 0 ? "WAITING" : "RUNNING");
  }

  private Step step(String id, int ordinal, String state, Instant from, Instant to, int attempt) {
    boolean begun = !state.equals("PENDING");
    boolean ended = state.equals("SUCCEEDED") || state.equals("FAILED");
    return new Step(++ids, ids, "run-1", id, KINDS.get(ordinal), ordinal, attempt, 1, state,
        state.equals("RUNNING") && ordinal == 9 ? "restarting (cycle 2)" : "", state.equals("RUNNING") ? 0.4 : -1,
        begun ? Optional.of(from) : Optional.empty(), ended ? Optional.of(to) : Optional.empty(), Optional.empty(),
        Optional.empty());
  }

  private void put(String id, int position, String state) {
    boolean failed = state.equals("FAILED");
    Servicing servicing = new Servicing("run-1", id, String.format(Locale.ROOT, "fleet/web-server-%04d", position + 1),
        position, state, Optional.of(begin.plusSeconds(position * 2L)), state.equals("RUNNING")
        || state.equals("WAITING") ? Optional.empty() : Optional.of(begin.plusSeconds(position * 2L + 900)),
        failed ? Optional.of(new TroubleInfo("no-answer", "The guest did not answer.", "Look at its console."))
            : Optional.empty());
    servicings.put(id, servicing);
    if (position < order.size()) {
      order.set(position, servicing);
    } else {
      order.add(servicing);
    }
  }

  /** Some lanes go on by a step. */
  private Set<String> change(int many) {
    Set<String> changed = new HashSet<>();
    for (int i = 0; i < many; i++) {
      int position = random.nextInt(order.size());
      make(position);
      changed.add(order.get(position).id());
    }
    return changed;
  }
}
