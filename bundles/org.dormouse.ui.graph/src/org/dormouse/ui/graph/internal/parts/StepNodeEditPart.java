package org.dormouse.ui.graph.internal.parts;

import java.util.List;
import java.util.Optional;
import org.dormouse.ui.graph.internal.commands.EmfCommand;
import org.dormouse.ui.graph.internal.figures.StepFigure;
import org.dormouse.ui.graph.internal.figures.StepLook;
import org.dormouse.ui.graph.internal.model.BuiltInStep;
import org.dormouse.ui.graph.internal.model.HookPlaces;
import org.dormouse.ui.graph.internal.policies.HookReconnectPolicy;
import org.dormouse.ui.style.Words;
import org.eclipse.draw2d.ConnectionAnchor;
import org.eclipse.gef.ConnectionEditPart;
import org.eclipse.gef.DragTracker;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.EditPolicy;
import org.eclipse.gef.Request;
import org.eclipse.gef.RequestConstants;
import org.eclipse.gef.tools.SelectEditPartTracker;

/** A built-in step: fixed in its place. The boot test can be switched on and off by a double click. */
public final class StepNodeEditPart extends WorkflowNodeEditPart {

  StepNodeEditPart(WorkflowBoard board) {
    super(board);
  }

  public BuiltInStep step() {
    return (BuiltInStep) getModel();
  }

  private boolean isOff() {
    return step() == BuiltInStep.BOOT_TEST && !board().job().isBootTest();
  }

  private String title() {
    return Words.stepKind(step().kind()) + (isOff() ? " (off)" : "");
  }

  @Override
  String explanation() {
    String how = step() != BuiltInStep.BOOT_TEST ? "" : board().job().isBootTest()
        ? "\nDouble-click to switch it off." : "\nDouble-click to switch it on.";
    return title() + "\n" + step().purpose() + how;
  }

  @Override
  public void refresh() {
    super.refresh();
    for (Object connection : getTargetConnections()) {
      ((EditPart) connection).refresh();
    }
  }

  @Override
  void show() {
    ((StepFigure) getFigure()).show(new StepLook(Optional.empty(),
        step() == BuiltInStep.BOOT_TEST ? "boot-test" : "", title(), "", -1, getSelected() != SELECTED_NONE, false,
        isOff()), board().colours(), this::explanation);
    getFigure().setBounds(board().layout().steps().get(step()));
  }

  @Override
  public void performRequest(Request request) {
    if (request.getType() == RequestConstants.REQ_OPEN && step() == BuiltInStep.BOOT_TEST) {
      getViewer().getEditDomain().getCommandStack()
          .execute(new EmfCommand(board().edits().setBootTest(!board().job().isBootTest())));
    }
  }

  @Override
  protected List<?> getModelTargetConnections() {
    return board().job().getHooks().stream().filter(hook -> HookPlaces.step(hook.getJuncture()) == step())
        .map(HookLink::new).toList();
  }

  @Override
  public ConnectionAnchor getTargetConnectionAnchor(ConnectionEditPart connection) {
    return new SideAnchor(getFigure(), HookPlaces.isBefore(((HookLink) connection.getModel()).hook().getJuncture()));
  }

  @Override
  public ConnectionAnchor getTargetConnectionAnchor(Request request) {
    return new SideAnchor(getFigure(), true);
  }

  @Override
  public ConnectionAnchor getSourceConnectionAnchor(ConnectionEditPart connection) {
    return new SideAnchor(getFigure(), true);
  }

  @Override
  public ConnectionAnchor getSourceConnectionAnchor(Request request) {
    return new SideAnchor(getFigure(), true);
  }

  /** It is fixed: it can be selected, not dragged. */
  @Override
  public DragTracker getDragTracker(Request request) {
    return new SelectEditPartTracker(this);
  }

  @Override
  protected void createEditPolicies() {
    installEditPolicy(EditPolicy.GRAPHICAL_NODE_ROLE, new HookReconnectPolicy(board()));
  }
}
