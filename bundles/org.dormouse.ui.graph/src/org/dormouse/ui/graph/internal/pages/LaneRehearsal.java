package org.dormouse.ui.graph.internal.pages;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dormouse.api.RunsApi.Servicing;
import org.dormouse.api.RunsApi.Step;
import org.dormouse.ui.graph.internal.figures.GraphColours;
import org.dormouse.ui.graph.internal.model.BuiltInStep;
import org.dormouse.ui.graph.internal.model.LaneModel;
import org.dormouse.ui.graph.internal.parts.LaneBoard;
import org.dormouse.ui.parts.Rehearsal;
import org.dormouse.ui.style.Theme;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;

/** The graph of a run that never was, with a lane in each state. */
public final class LaneRehearsal implements Rehearsal {

  /** Of steps. */
  private static final List<String> STATES = List.of("SUCCEEDED", "RUNNING", "FAILED", "PENDING", "SKIPPED");

  private final LaneModel model = new LaneModel(new Sample(), Instant::now);
  private Composite place;
  private StateChips chips;
  private LaneView view;

  /** One VM in each state, and each with all steps. */
  private record Sample() implements LaneModel.Source {
    @Override
    public List<Servicing> servicings() {
      return LaneModel.STATES.stream().map(state -> new Servicing("", state, "library/" + state,
          LaneModel.STATES.indexOf(state), state, Optional.of(Instant.EPOCH), Optional.empty(), Optional.empty()))
          .toList();
    }

    @Override
    public List<Step> attempts(String servicingId) {
      return Arrays.stream(BuiltInStep.values()).map(step -> new Step(step.ordinal(), 0, "", servicingId, step.kind(),
          step.ordinal(), 1, 0, STATES.get(step.ordinal() % STATES.size()), "", 0.5, Optional.of(Instant.EPOCH),
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())).toList();
    }
  }

  @Override
  public List<Runnable> turns(Composite unseen) {
    place = new Composite(unseen, SWT.NONE);
    GridLayoutFactory.fillDefaults().applyTo(place);
    return List.of(
        () -> chips = new StateChips(place, model, (state, fold) -> { }),
        () -> {
          view = new LaneView(place, model, new LaneBoard(model, Instant::now));
          GridDataFactory.fillDefaults().grab(true, true).applyTo(view.canvas());
        },
        () -> GridDataFactory.fillDefaults().grab(true, false).applyTo(new LaneHeader(place, view)),
        () -> unseen.layout(true, true),
        () -> model.apply(true, Set.of()),
        () -> chips.show(),
        () -> view.setColours(GraphColours.of(Theme.isDark())),
        this::draw);
  }

  private void draw() {
    Point size = view.canvas().getSize();
    Image picture = new Image(place.getDisplay(), Math.max(1, size.x), Math.max(1, size.y));
    GC gc = new GC(picture);
    try {
      view.canvas().getLightweightSystem().paint(gc);
    } finally {
      gc.dispose();
      picture.dispose();
    }
  }
}
