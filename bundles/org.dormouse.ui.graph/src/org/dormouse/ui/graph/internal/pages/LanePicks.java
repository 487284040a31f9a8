package org.dormouse.ui.graph.internal.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dormouse.ui.graph.internal.model.Lane;
import org.dormouse.ui.graph.internal.model.Row;
import org.dormouse.ui.graph.internal.parts.LaneBoard;
import org.dormouse.ui.graph.internal.parts.LaneEditPart;
import org.dormouse.ui.graph.internal.parts.LaneSelection;
import org.dormouse.ui.graph.internal.parts.RunEditPart;
import org.dormouse.ui.graph.internal.parts.StepEditPart;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;

/**
 * Keeps the selection of VMs and steps and that of the viewer the same. The viewer knows only edit parts, and those show
 * other lines after scrolling: what is selected is kept by the board. UI thread only.
 */
final class LanePicks {

  private final GraphicalViewer viewer;
  private final RunEditPart run;
  private final LaneBoard board;
  private final Runnable picked;
  private boolean showing;

  /** @param picked told that a person selected something else, or unfolded a state */
  LanePicks(GraphicalViewer viewer, RunEditPart run, LaneBoard board, Runnable picked) {
    this.viewer = viewer;
    this.run = run;
    this.board = board;
    this.picked = picked;
    viewer.addSelectionChangedListener(event -> {
      if (!showing && !run.isAdopting()) {
        pick((IStructuredSelection) event.getSelection());
      }
    });
  }

  private void pick(IStructuredSelection selection) {
    LaneSelection step = LaneSelection.NONE;
    List<Lane> lanes = new ArrayList<>();
    for (Object part : selection.toList()) {
      if (part instanceof StepEditPart each && each.box().isPresent()) {
        step = LaneSelection.ofStep(each.box().get().step(), each.box().get().bar());
      }
      Optional<Row> row = part instanceof StepEditPart each ? ((LaneEditPart) each.getParent()).row()
          : part instanceof LaneEditPart each ? each.row() : Optional.empty();
      if (row.isPresent() && row.get() instanceof Row.FoldRow fold) {
        // Folded lines are unfolded by a click; what is selected stays so.
        board.model().setFolded(fold.state(), false);
        picked.run();
        return;
      }
      if (row.isPresent() && row.get() instanceof Row.LaneRow(Lane lane)) {
        lanes.add(lane);
      }
    }
    board.setSelection(lanes.size() == 1 && !step.step().isEmpty() ? step : new LaneSelection(
        lanes.stream().map(Lane::id).collect(Collectors.toSet()), "", 0));
    picked.run();
  }

  /** Has the viewer select the parts that show at present what is selected. */
  void show() {
    List<EditPart> parts = new ArrayList<>();
    for (Object child : run.getChildren()) {
      LaneEditPart lane = (LaneEditPart) child;
      if (lane.row().isPresent() && lane.row().get() instanceof Row.LaneRow(Lane each)
          && board.selection().isServicing(each.id())) {
        parts.add(stepOf(lane));
      }
    }
    if (parts.equals(viewer.getSelectedEditParts())) {
      return;
    }
    showing = true;
    try {
      viewer.setSelection(new StructuredSelection(parts));
    } finally {
      showing = false;
    }
  }

  /** The selected step of a line; the line itself where none is. */
  private EditPart stepOf(LaneEditPart lane) {
    for (Object child : lane.getChildren()) {
      StepEditPart part = (StepEditPart) child;
      if (part.box().filter(box -> board.selection().isStep(box.step())).isPresent()) {
        return part;
      }
    }
    return lane;
  }
}
