package org.dormouse.ui.graph.internal.parts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dormouse.model.Hook;
import org.dormouse.model.document.Problem;
import org.dormouse.ui.graph.internal.figures.StepFigure;
import org.dormouse.ui.graph.internal.figures.StepLook;
import org.dormouse.ui.graph.internal.model.HookPlaces;
import org.dormouse.ui.graph.internal.policies.HookComponentPolicy;
import org.dormouse.ui.jobs.HookWords;
import org.eclipse.draw2d.ConnectionAnchor;
import org.eclipse.gef.ConnectionEditPart;
import org.eclipse.gef.EditPolicy;
import org.eclipse.gef.Request;
import org.eclipse.gef.RequestConstants;

/** A hook, with a mark if something about it has to be corrected. */
public final class HookEditPart extends WorkflowNodeEditPart {

  HookEditPart(WorkflowBoard board) {
    super(board);
  }

  public Hook hook() {
    return (Hook) getModel();
  }

  @Override
  String explanation() {
    StringBuilder text = new StringBuilder(String.valueOf(hook().getName())).append('\n')
        .append(HookWords.title(hook().getKind())).append(", ")
        .append(HookWords.title(hook().getJuncture()).toLowerCase(Locale.ROOT));
    for (Problem problem : board().problems(hook())) {
      text.append("\nTo correct: ").append(problem.message()).append('.');
    }
    return text.toString();
  }

  @Override
  void show() {
    if (!board().layout().hooks().containsKey(hook())) {
      return;
    }
    String name = hook().getName() == null || hook().getName().isEmpty() ? "(no name)" : hook().getName();
    ((StepFigure) getFigure()).show(new StepLook(Optional.empty(), HookWords.icon(hook().getKind()), name,
        hook().isMayFail() ? "may fail" : "", -1, getSelected() != SELECTED_NONE,
        !board().problems(hook()).isEmpty(), false), board().colours(), this::explanation);
    getFigure().setBounds(board().layout().hooks().get(hook()));
  }

  @Override
  public void performRequest(Request request) {
    if (request.getType() == RequestConstants.REQ_OPEN) {
      board().open(hook());
    }
  }

  @Override
  protected List<?> getModelSourceConnections() {
    return List.of(new HookLink(hook()));
  }

  private ConnectionAnchor anchor() {
    return new SideAnchor(getFigure(), !HookPlaces.isBefore(hook().getJuncture()));
  }

  @Override
  public ConnectionAnchor getSourceConnectionAnchor(ConnectionEditPart connection) {
    return anchor();
  }

  @Override
  public ConnectionAnchor getSourceConnectionAnchor(Request request) {
    return anchor();
  }

  @Override
  public ConnectionAnchor getTargetConnectionAnchor(ConnectionEditPart connection) {
    return anchor();
  }

  @Override
  public ConnectionAnchor getTargetConnectionAnchor(Request request) {
    return anchor();
  }

  @Override
  protected void createEditPolicies() {
    installEditPolicy(EditPolicy.COMPONENT_ROLE, new HookComponentPolicy(board()));
  }
}
