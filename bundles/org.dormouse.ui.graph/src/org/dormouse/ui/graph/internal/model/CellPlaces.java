package org.dormouse.ui.graph.internal.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dormouse.api.RunsApi.Step;

/**
 * Where the steps of a lane stand from left to right, in unscaled pixels from the left edge of the lane: the same for
 * the screen and for exported pictures.
 */
public sealed interface CellPlaces {

  /** Width of the names in front of the steps. */
  int NAME_WIDTH = 204;
  /** Height of a line. */
  int PITCH = 26;

  /** @param cycles as in {@link Lane.Cell}; {@code bar} true where the width is a time */
  record Box(Step step, int tries, int cycles, int x, int width, boolean bar) {}

  /** Of the whole line. */
  int width();

  List<Box> boxes(Lane lane);

  /** One column per step, all as wide. */
  record Columns(StepColumns columns, int columnWidth) implements CellPlaces {

    private static final int NARROWEST = 54;
    private static final int WIDEST = 104;

    /** As wide as fits into the width, within bounds of what looks well. */
    public static Columns fitting(StepColumns columns, int width) {
      int each = columns.size() == 0 ? WIDEST : (width - NAME_WIDTH) / columns.size();
      return new Columns(columns, Math.clamp(each, NARROWEST, WIDEST));
    }

    @Override
    public int width() {
      return NAME_WIDTH + columns.size() * columnWidth;
    }

    @Override
    public List<Box> boxes(Lane lane) {
      List<Box> boxes = new ArrayList<>(lane.cells().size());
      for (Lane.Cell cell : lane.cells()) {
        int column = columns.indexOf(cell.step().kind());
        if (column >= 0) {
          boxes.add(new Box(cell.step(), cell.tries(), cell.cycles(), NAME_WIDTH + column * columnWidth, columnWidth,
              false));
        }
      }
      return boxes;
    }
  }

  /** Every attempt from when it was started to when it ended, or to now. */
  record TimeLine(TimeScale scale, Instant now) implements CellPlaces {

    private static final int THINNEST = 3;

    @Override
    public int width() {
      return NAME_WIDTH + scale.pixels() + 16;
    }

    @Override
    public List<Box> boxes(Lane lane) {
      List<Box> boxes = new ArrayList<>();
      for (Step step : lane.attempts()) {
        if (step.started().isPresent()) {
          int from = scale.x(step.started().get());
          int to = scale.x(step.ended().orElse(now));
          boxes.add(new Box(step, step.attempt(), Lane.cycles(step), NAME_WIDTH + from,
              Math.max(THINNEST, to - from), true));
        }
      }
      return boxes;
    }
  }
}
