package org.dormouse.ui.graph.internal.parts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dormouse.model.Juncture;
import org.dormouse.ui.graph.internal.figures.WorkflowFigure;
import org.dormouse.ui.graph.internal.model.BuiltInStep;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.ConnectionLayer;
import org.eclipse.emf.common.notify.Notification;
import org.eclipse.emf.ecore.util.EContentAdapter;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.EditPolicy;
import org.eclipse.gef.LayerConstants;
import org.eclipse.gef.editparts.AbstractGraphicalEditPart;
import org.eclipse.gef.editpolicies.RootComponentEditPolicy;
import org.eclipse.swt.SWT;

/** The workflow of a job: follows the job as it is edited here or elsewhere. */
public final class WorkflowEditPart extends AbstractGraphicalEditPart {

  private final WorkflowBoard board;
  private final EContentAdapter follower = new EContentAdapter() {
    @Override
    public void notifyChanged(Notification change) {
      super.notifyChanged(change);
      if (!change.isTouch()) {
        show();
      }
    }
  };
  private int available;

  public WorkflowEditPart(WorkflowBoard board) {
    this.board = board;
    setModel(board.job());
  }

  @Override
  public void activate() {
    super.activate();
    board.job().eAdapters().add(follower);
    ((ConnectionLayer) getLayer(LayerConstants.CONNECTION_LAYER)).setAntialias(SWT.ON);
  }

  @Override
  public void deactivate() {
    board.job().eAdapters().remove(follower);
    super.deactivate();
  }

  /** @param width of the window */
  public void fit(int width) {
    available = width;
    show();
  }

  /** Brings everything up to date with the board. */
  public void show() {
    if (!isActive()) {
      return;
    }
    List<Object> selected = new ArrayList<>();
    getViewer().getSelectedEditParts().forEach(part -> selected.add(((EditPart) part).getModel()));
    board.lay(available);
    ((WorkflowFigure) getFigure()).show(board.layout(), board.colours());
    refreshChildren();
    for (Object child : getChildren()) {
      ((EditPart) child).refresh();
    }
    reselect(selected);
  }

  /** What went to another juncture has another part there. */
  private void reselect(List<Object> models) {
    for (Object model : models) {
      if (getViewer().getEditPartRegistry().get(model) instanceof EditPart part
          && part.getSelected() == EditPart.SELECTED_NONE && part.isSelectable()) {
        getViewer().appendSelection(part);
      }
    }
  }

  @Override
  protected void refreshVisuals() {
    ((WorkflowFigure) getFigure()).show(board.layout(), board.colours());
  }

  @Override
  protected List<?> getModelChildren() {
    List<Object> models = new ArrayList<>(Juncture.VALUES);
    models.addAll(Arrays.asList(BuiltInStep.values()));
    return models;
  }

  @Override
  protected EditPart createChild(Object model) {
    EditPart part = model instanceof Juncture ? new JunctureEditPart(board) : new StepNodeEditPart(board);
    part.setModel(model);
    return part;
  }

  @Override
  protected IFigure createFigure() {
    return new WorkflowFigure();
  }

  @Override
  protected void createEditPolicies() {
    installEditPolicy(EditPolicy.COMPONENT_ROLE, new RootComponentEditPolicy());
  }
}
