package org.dormouse.ui.graph.internal.pages;

import java.util.List;
import java.util.Set;
import org.dormouse.api.RunsApi.Step;
import org.dormouse.ui.graph.internal.model.CellPlaces;
import org.dormouse.ui.graph.internal.model.Lane;
import org.dormouse.ui.graph.internal.model.LaneModel;
import org.dormouse.ui.graph.internal.model.Row;
import org.dormouse.ui.graph.internal.parts.LaneSelection;
import org.eclipse.gef.KeyHandler;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.KeyEvent;

/** The keyboard in the graph of a run: up and down between lines, left and right between steps, zoom and search. */
final class LaneKeys extends KeyHandler {

  private final LaneView view;
  private final Runnable selected;
  private final Runnable find;
  private int row = -1;

  /** @param selected called after the selection was moved; {@code find} opens the search */
  LaneKeys(LaneView view, Runnable selected, Runnable find) {
    this.view = view;
    this.selected = selected;
    this.find = find;
  }

  @Override
  public boolean keyPressed(KeyEvent event) {
    int page = Math.max(1, view.inSight().height / CellPlaces.PITCH - 1);
    if ((event.stateMask & SWT.MOD1) != 0) {
      return control(event);
    }
    switch (event.keyCode) {
      case SWT.ARROW_DOWN -> move(1);
      case SWT.ARROW_UP -> move(-1);
      case SWT.PAGE_DOWN -> move(page);
      case SWT.PAGE_UP -> move(-page);
      case SWT.HOME -> move(Integer.MIN_VALUE / 2);
      case SWT.END -> move(Integer.MAX_VALUE / 2);
      case SWT.ARROW_RIGHT -> step(1);
      case SWT.ARROW_LEFT -> step(-1);
      case SWT.CR, SWT.KEYPAD_CR -> unfold();
      default -> {
        return super.keyPressed(event);
      }
    }
    return true;
  }

  private boolean control(KeyEvent event) {
    switch (event.keyCode) {
      case '+', '=', SWT.KEYPAD_ADD -> view.zoomBy(1);
      case '-', SWT.KEYPAD_SUBTRACT -> view.zoomBy(-1);
      case '0' -> view.fit();
      case 'f' -> find.run();
      default -> {
        return super.keyPressed(event);
      }
    }
    return true;
  }

  private LaneModel model() {
    return view.board().model();
  }

  private int current() {
    return view.board().selection().single().map(model()::rowOf).filter(at -> at >= 0).orElse(row);
  }

  private void move(int by) {
    List<Row> rows = model().rows();
    if (rows.isEmpty()) {
      return;
    }
    row = Math.clamp((long) current() + by, 0, rows.size() - 1);
    String kind = view.board().selection().step();
    LaneSelection next = switch (rows.get(row)) {
      case Row.LaneRow(Lane lane) -> new LaneSelection(Set.of(lane.id()), lane.cell(kind).isPresent() ? kind
          : "", 0);
      case Row.FoldRow fold -> LaneSelection.NONE;
    };
    view.select(next);
    selected.run();
  }

  private void step(int by) {
    view.board().selection().single().flatMap(model()::lane).ifPresent(lane -> {
      List<Step> steps = lane.cells().stream().map(Lane.Cell::step).toList();
      int at = -1;
      for (int i = 0; i < steps.size(); i++) {
        at = steps.get(i).kind().equals(view.board().selection().step()) ? i : at;
      }
      int next = at + by;
      view.select(next < 0 || steps.isEmpty() ? LaneSelection.ofServicing(lane.id())
          : LaneSelection.ofStep(steps.get(Math.min(next, steps.size() - 1)), false));
      selected.run();
    });
  }

  private void unfold() {
    if (row >= 0 && row < model().rows().size() && model().rows().get(row) instanceof Row.FoldRow fold) {
      model().setFolded(fold.state(), false);
      view.show();
    }
  }
}
