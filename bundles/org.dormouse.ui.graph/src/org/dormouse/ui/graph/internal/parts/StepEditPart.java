package org.dormouse.ui.graph.internal.parts;

import java.util.Optional;
import org.dormouse.ui.graph.internal.figures.StepFigure;
import org.dormouse.ui.graph.internal.figures.StepLook;
import org.dormouse.ui.graph.internal.model.CellPlaces.Box;
import org.dormouse.ui.style.StateStyle;
import org.dormouse.ui.style.Words;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.AccessibleEditPart;
import org.eclipse.gef.editparts.AbstractGraphicalEditPart;
import org.eclipse.swt.accessibility.AccessibleEvent;

/** The place of a step in a line; which step it shows changes as lines are scrolled. */
public final class StepEditPart extends AbstractGraphicalEditPart {

  /** @param slot of the line; {@code index} in it from left to right */
  record Place(int slot, int index) {}

  private final LaneBoard board;
  private Optional<Box> box = Optional.empty();

  StepEditPart(LaneBoard board) {
    this.board = board;
  }

  public Optional<Box> box() {
    return box;
  }

  void bind(Box next, int top, int height) {
    box = Optional.of(next);
    StateStyle style = StateStyle.ofStep(next.step().state());
    ((StepFigure) getFigure()).show(StepLook.of(style, next.bar() ? Words.stepKind(next.step().kind()) : "",
        LaneWords.badge(next), next.step().fraction(), board.selection().isStep(next.step())), board.colours(),
        () -> LaneWords.step(next, board.now()));
    getFigure().setBounds(new Rectangle(next.x(), top, next.width(), height - 1));
  }

  @Override
  protected IFigure createFigure() {
    return new StepFigure();
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
        event.result = box.map(each -> LaneWords.step(each, board.now()).replace('\n', ',')).orElse("");
      }
    };
  }
}
