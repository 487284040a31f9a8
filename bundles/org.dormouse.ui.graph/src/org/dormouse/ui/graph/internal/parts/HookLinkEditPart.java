package org.dormouse.ui.graph.internal.parts;

import org.dormouse.ui.graph.internal.model.HookPlaces;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.PolygonDecoration;
import org.eclipse.draw2d.PolylineConnection;
import org.eclipse.gef.EditPolicy;
import org.eclipse.gef.editparts.AbstractConnectionEditPart;
import org.eclipse.gef.editpolicies.ConnectionEndpointEditPolicy;

/** The connection of a hook with its step; its end at the step can be drawn to another step or juncture. */
public final class HookLinkEditPart extends AbstractConnectionEditPart {

  private final WorkflowBoard board;

  HookLinkEditPart(WorkflowBoard board) {
    this.board = board;
  }

  public HookLink link() {
    return (HookLink) getModel();
  }

  @Override
  protected IFigure createFigure() {
    return new PolylineConnection();
  }

  @Override
  protected void refreshVisuals() {
    PolylineConnection line = (PolylineConnection) getFigure();
    boolean before = HookPlaces.isBefore(link().hook().getJuncture());
    line.setSourceDecoration(before ? null : new PolygonDecoration());
    line.setTargetDecoration(before ? new PolygonDecoration() : null);
    line.setForegroundColor(getSelected() == SELECTED_NONE ? board.colours().muted() : board.colours().selection());
  }

  @Override
  public void setSelected(int value) {
    super.setSelected(value);
    refreshVisuals();
  }

  @Override
  protected void createEditPolicies() {
    installEditPolicy(EditPolicy.CONNECTION_ENDPOINTS_ROLE, new ConnectionEndpointEditPolicy());
  }
}
