package org.dormouse.ui.graph.internal.model;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dormouse.model.Hook;
import org.dormouse.model.Juncture;
import org.dormouse.model.ServicingJob;
import org.eclipse.draw2d.geometry.Rectangle;

/**
 * Places of everything in the workflow of a job: the built-in steps below each other in the middle, hooks that come
 * before a step at its left, those that come after it at its right, the four phases as bands behind. In pixels.
 *
 * @param hooks absolute, not within their juncture
 */
public record WorkflowLayout(Map<BuiltInStep, Rectangle> steps, Map<Juncture, Rectangle> junctures,
    Map<Hook, Rectangle> hooks, Map<Phase, Rectangle> phases, int width, int height) {

  public static final int STEP_WIDTH = 148;
  public static final int STEP_HEIGHT = 28;
  public static final int HOOK_HEIGHT = 27;
  /** Height of a juncture's title. */
  public static final int TITLE = 20;
  public static final int PHASE_WIDTH = 76;

  private static final int GAP = 10;
  private static final int SIDE_GAP = 40;
  private static final int MARGIN = 10;
  private static final int NARROWEST = 190;
  private static final int WIDEST = 330;

  /** @param available width of the window; it is used as far as it looks well */
  public static WorkflowLayout of(ServicingJob job, int available) {
    int free = available - PHASE_WIDTH - STEP_WIDTH - 2 * SIDE_GAP - 2 * MARGIN;
    int side = Math.clamp(free / 2, NARROWEST, WIDEST);
    int left = PHASE_WIDTH + MARGIN;
    int middle = left + side + SIDE_GAP;
    int right = middle + STEP_WIDTH + SIDE_GAP;
    int width = right + side + MARGIN;
    Map<BuiltInStep, Rectangle> steps = new EnumMap<>(BuiltInStep.class);
    Map<Juncture, Rectangle> junctures = new EnumMap<>(Juncture.class);
    Map<Hook, Rectangle> hooks = new HashMap<>();
    Map<Phase, Rectangle> phases = new EnumMap<>(Phase.class);
    int y = 0;
    for (BuiltInStep step : BuiltInStep.values()) {
      if (phases.putIfAbsent(step.phase(), new Rectangle(0, y, width, 0)) == null) {
        y += GAP / 2;
      }
      int height = STEP_HEIGHT;
      for (boolean before : new boolean[] {true, false}) {
        Juncture juncture = HookPlaces.at(step, before).orElse(null);
        if (juncture != null) {
          List<Hook> own = HookPlaces.at(job.getHooks(), juncture);
          Rectangle zone = new Rectangle(before ? left : right, y, side, zoneHeight(own.size()));
          junctures.put(juncture, zone);
          place(own, zone, hooks);
          height = Math.max(height, zone.height);
        }
      }
      steps.put(step, new Rectangle(middle, y + (height - STEP_HEIGHT) / 2, STEP_WIDTH, STEP_HEIGHT));
      y += height + GAP;
      Rectangle band = phases.get(step.phase());
      band.height = y - GAP / 2 - band.y;
      boolean last = step.ordinal() + 1 == BuiltInStep.values().length
          || BuiltInStep.values()[step.ordinal() + 1].phase() != step.phase();
      y = last ? band.y + band.height : y;
    }
    junctures.values().forEach(zone -> centre(zone, steps, junctures, hooks));
    return new WorkflowLayout(steps, junctures, hooks, phases, width, y);
  }

  private static int zoneHeight(int hooks) {
    return hooks == 0 ? STEP_HEIGHT : TITLE + hooks * (HOOK_HEIGHT + 1) + 4;
  }

  private static void place(List<Hook> own, Rectangle zone, Map<Hook, Rectangle> hooks) {
    for (int i = 0; i < own.size(); i++) {
      hooks.put(own.get(i), new Rectangle(zone.x + 6, zone.y + TITLE + i * (HOOK_HEIGHT + 1), zone.width - 12,
          HOOK_HEIGHT));
    }
  }

  /** A smaller one beside a larger one stands level with their step. */
  private static void centre(Rectangle zone, Map<BuiltInStep, Rectangle> steps, Map<Juncture, Rectangle> junctures,
      Map<Hook, Rectangle> hooks) {
    Juncture own = junctures.entrySet().stream().filter(entry -> entry.getValue() == zone).findFirst().orElseThrow()
        .getKey();
    Rectangle step = steps.get(HookPlaces.step(own));
    int down = step.y + step.height / 2 - (zone.y + zone.height / 2);
    hooks.forEach((hook, place) -> {
      if (hook.getJuncture() == own) {
        place.y += down;
      }
    });
    zone.y += down;
  }

  /** Before which hook of the juncture something dropped at this height goes; the number of its hooks: at the end. */
  public int indexAt(ServicingJob job, Juncture juncture, int y) {
    List<Hook> own = HookPlaces.at(job.getHooks(), juncture);
    int index = 0;
    while (index < own.size() && y > hooks.get(own.get(index)).y + HOOK_HEIGHT / 2) {
      index++;
    }
    return index;
  }
}
