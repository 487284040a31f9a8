package org.dormouse.ui.graph.internal.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dormouse.ui.graph.internal.figures.LaneFigure;
import org.dormouse.ui.graph.internal.figures.LaneLook;
import org.dormouse.ui.graph.internal.model.CellPlaces;
import org.dormouse.ui.graph.internal.model.CellPlaces.Box;
import org.dormouse.ui.graph.internal.model.Lane;
import org.dormouse.ui.graph.internal.model.Row;
import org.dormouse.ui.style.StateStyle;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.AccessibleEditPart;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.editparts.AbstractGraphicalEditPart;
import org.eclipse.swt.accessibility.AccessibleEvent;

/** A slot for a line in sight; which line it shows changes as lines are scrolled. */
public final class LaneEditPart extends AbstractGraphicalEditPart {

  /** A place on the screen that lines pass through. */
  record Slot(int number) {}

  private final LaneBoard board;
  private Optional<Row> row = Optional.empty();
  private List<Box> boxes = List.of();
  private int index = -1;

  LaneEditPart(LaneBoard board) {
    this.board = board;
  }

  public Optional<Row> row() {
    return row;
  }

  /** Number of the line among all. */
  public int index() {
    return index;
  }

  /** Whether it shows the line already, as wide. */
  boolean isBound(int rowIndex, int width) {
    return index == rowIndex && getFigure().getBounds().width == width;
  }

  /** @param x left edge of what is in sight */
  void setNameX(int x) {
    ((LaneFigure) getFigure()).setNameX(x);
  }

  void bind(int rowIndex, Row next, int width) {
    row = Optional.of(next);
    index = rowIndex;
    int top = rowIndex * CellPlaces.PITCH;
    LaneFigure figure = (LaneFigure) getFigure();
    figure.setBounds(new Rectangle(0, top, width, CellPlaces.PITCH));
    switch (next) {
      case Row.LaneRow(Lane lane) -> {
        figure.show(look(lane), board.colours(), () -> LaneWords.lane(lane, board.now()));
        boxes = board.places().boxes(lane);
      }
      case Row.FoldRow fold -> {
        figure.show(new LaneLook(Optional.of(StateStyle.ofServicing(fold.state())), LaneWords.fold(fold), "", false,
            !board.search().isEmpty() && fold.lanes().stream().anyMatch(board.search()::matches), true),
            board.colours(), () -> LaneWords.fold(fold) + "\nClick to show them one by one");
        boxes = List.of();
      }
    }
    if (boxes.size() != getChildren().size()) {
      refreshChildren();
    }
    bindSteps(top);
  }

  private void bindSteps(int top) {
    for (int i = 0; i < boxes.size(); i++) {
      ((StepEditPart) getChildren().get(i)).bind(boxes.get(i), top, CellPlaces.PITCH);
    }
  }

  private LaneLook look(Lane lane) {
    return new LaneLook(Optional.of(StateStyle.ofServicing(lane.servicing().state())),
        LaneWords.name(lane, board.model().library()), LaneWords.status(lane, board.now()),
        board.selection().isServicing(lane.id()),
        board.search().matches(lane), false);
  }

  @Override
  protected List<?> getModelChildren() {
    int slot = ((Slot) getModel()).number();
    List<StepEditPart.Place> places = new ArrayList<>(boxes.size());
    for (int i = 0; i < boxes.size(); i++) {
      places.add(new StepEditPart.Place(slot, i));
    }
    return places;
  }

  @Override
  protected EditPart createChild(Object model) {
    StepEditPart part = new StepEditPart(board);
    part.setModel(model);
    return part;
  }

  @Override
  protected IFigure createFigure() {
    return new LaneFigure();
  }

  @Override
  protected void createEditPolicies() {
    // A run is looked at, not edited.
  }

  @Override
  protected AccessibleEditPart getAccessibleEditPart() {
    return new AccessibleGraphicalEditPart() {
      @Override
      public void getName(AccessibleEvent event) {
        event.result = row.map(each -> switch (each) {
          case Row.LaneRow(Lane lane) -> LaneWords.lane(lane, board.now()).replace('\n', ',');
          case Row.FoldRow fold -> LaneWords.fold(fold);
        }).orElse("");
      }
    };
  }
}
