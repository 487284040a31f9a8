package org.dormouse.ui.graph.internal.parts;

import java.util.List;
import org.dormouse.model.Juncture;
import org.dormouse.ui.graph.internal.figures.ZoneFigure;
import org.dormouse.ui.graph.internal.model.HookPlaces;
import org.dormouse.ui.graph.internal.policies.HookReconnectPolicy;
import org.dormouse.ui.graph.internal.policies.JuncturePolicy;
import org.dormouse.ui.jobs.HookWords;
import org.eclipse.draw2d.ConnectionAnchor;
import org.eclipse.draw2d.IFigure;
import org.eclipse.gef.AccessibleEditPart;
import org.eclipse.gef.ConnectionEditPart;
import org.eclipse.gef.DragTracker;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.EditPolicy;
import org.eclipse.gef.NodeEditPart;
import org.eclipse.gef.Request;
import org.eclipse.gef.editparts.AbstractGraphicalEditPart;
import org.eclipse.gef.tools.SelectEditPartTracker;
import org.eclipse.swt.accessibility.AccessibleEvent;

/** A juncture of the workflow with the hooks that stand there, in their order. */
public final class JunctureEditPart extends AbstractGraphicalEditPart implements NodeEditPart {

  private final WorkflowBoard board;

  JunctureEditPart(WorkflowBoard board) {
    this.board = board;
  }

  public Juncture juncture() {
    return (Juncture) getModel();
  }

  @Override
  public void refresh() {
    super.refresh();
    show();
    for (Object child : getChildren()) {
      ((EditPart) child).refresh();
    }
  }

  @Override
  public void setSelected(int value) {
    super.setSelected(value);
    show();
  }

  private void show() {
    ((ZoneFigure) getFigure()).show(getModelChildren().isEmpty(), getSelected() != SELECTED_NONE, board.colours(),
        () -> HookWords.title(juncture()) + "\n" + HookWords.purpose(juncture())
            + "\nDrop hooks here, or use the context menu.");
    getFigure().setBounds(board.layout().junctures().get(juncture()));
  }

  @Override
  protected List<?> getModelChildren() {
    return HookPlaces.at(board.job().getHooks(), juncture());
  }

  @Override
  protected EditPart createChild(Object model) {
    HookEditPart part = new HookEditPart(board);
    part.setModel(model);
    return part;
  }

  /** It is fixed: it can be selected, not dragged. */
  @Override
  public DragTracker getDragTracker(Request request) {
    return new SelectEditPartTracker(this);
  }

  @Override
  protected IFigure createFigure() {
    return new ZoneFigure(HookWords.title(juncture()));
  }

  @Override
  protected void createEditPolicies() {
    installEditPolicy(EditPolicy.LAYOUT_ROLE, new JuncturePolicy(board));
    installEditPolicy(EditPolicy.GRAPHICAL_NODE_ROLE, new HookReconnectPolicy(board));
  }

  @Override
  public ConnectionAnchor getSourceConnectionAnchor(ConnectionEditPart connection) {
    return getTargetConnectionAnchor(connection);
  }

  @Override
  public ConnectionAnchor getTargetConnectionAnchor(ConnectionEditPart connection) {
    return new SideAnchor(getFigure(), !HookPlaces.isBefore(juncture()));
  }

  @Override
  public ConnectionAnchor getSourceConnectionAnchor(Request request) {
    return getTargetConnectionAnchor((ConnectionEditPart) null);
  }

  @Override
  public ConnectionAnchor getTargetConnectionAnchor(Request request) {
    return getTargetConnectionAnchor((ConnectionEditPart) null);
  }

  @Override
  protected AccessibleEditPart getAccessibleEditPart() {
    return new AccessibleGraphicalEditPart() {
      @Override
      public void getName(AccessibleEvent event) {
        event.result = HookWords.title(juncture()) + ", " + getModelChildren().size() + " hooks";
      }
    };
  }
}
