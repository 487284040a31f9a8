package org.dormouse.ui.graph.internal.parts;

import org.dormouse.ui.graph.internal.figures.StepFigure;
import org.eclipse.draw2d.IFigure;
import org.eclipse.gef.AccessibleEditPart;
import org.eclipse.gef.ConnectionEditPart;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.NodeEditPart;
import org.eclipse.gef.editparts.AbstractGraphicalEditPart;
import org.eclipse.swt.accessibility.AccessibleEvent;

/** What stands in the workflow and has connections: drawn as a step, drawn anew when it is selected, with words. */
abstract class WorkflowNodeEditPart extends AbstractGraphicalEditPart implements NodeEditPart {

  private final WorkflowBoard board;

  WorkflowNodeEditPart(WorkflowBoard board) {
    this.board = board;
  }

  final WorkflowBoard board() {
    return board;
  }

  /** Lets the figure look as the model is now. */
  abstract void show();

  /** For the tool tip, and for those who do not see it; the first line is its title. */
  abstract String explanation();

  @Override
  public void refresh() {
    super.refresh();
    show();
  }

  @Override
  public void setSelected(int value) {
    super.setSelected(value);
    show();
  }

  /** The viewer may know it from its other end. */
  @Override
  protected final ConnectionEditPart createConnection(Object model) {
    EditPart known = (EditPart) getViewer().getEditPartRegistry().get(model);
    if (known instanceof ConnectionEditPart connection) {
      return connection;
    }
    HookLinkEditPart part = new HookLinkEditPart(board);
    part.setModel(model);
    return part;
  }

  @Override
  protected final IFigure createFigure() {
    return new StepFigure();
  }

  @Override
  protected final AccessibleEditPart getAccessibleEditPart() {
    return new AccessibleGraphicalEditPart() {
      @Override
      public void getName(AccessibleEvent event) {
        event.result = explanation().replace('\n', ',');
      }
    };
  }
}
