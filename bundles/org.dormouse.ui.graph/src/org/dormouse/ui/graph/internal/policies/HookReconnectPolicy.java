package org.dormouse.ui.graph.internal.policies;

import java.util.Optional;
import org.dormouse.model.Hook;
import org.dormouse.model.Juncture;
import org.dormouse.ui.graph.internal.commands.EmfCommand;
import org.dormouse.ui.graph.internal.model.HookPlaces;
import org.dormouse.ui.graph.internal.parts.HookLinkEditPart;
import org.dormouse.ui.graph.internal.parts.JunctureEditPart;
import org.dormouse.ui.graph.internal.parts.StepNodeEditPart;
import org.dormouse.ui.graph.internal.parts.WorkflowBoard;
import org.dormouse.ui.jobs.HookWords;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.gef.Request;
import org.eclipse.gef.commands.Command;
import org.eclipse.gef.commands.UnexecutableCommand;
import org.eclipse.gef.editpolicies.GraphicalNodeEditPolicy;
import org.eclipse.gef.requests.CreateConnectionRequest;
import org.eclipse.gef.requests.ReconnectRequest;

/**
 * A hook's connection drawn to another step goes to the same side of that step if it may, else to the other;
 * drawn to a juncture it goes there.
 */
public final class HookReconnectPolicy extends GraphicalNodeEditPolicy {

  private final WorkflowBoard board;
  private final DropReason reason = new DropReason();

  public HookReconnectPolicy(WorkflowBoard board) {
    this.board = board;
  }

  private Optional<Juncture> target(Hook hook) {
    if (getHost() instanceof JunctureEditPart juncture) {
      return Optional.of(juncture.juncture());
    }
    boolean before = HookPlaces.isBefore(hook.getJuncture());
    Optional<Juncture> sameSide = HookPlaces.at(((StepNodeEditPart) getHost()).step(), before);
    Optional<Juncture> otherSide = HookPlaces.at(((StepNodeEditPart) getHost()).step(), !before);
    return sameSide.isPresent() && HookWords.refusal(hook.getKind(), sameSide.get()).isPresent()
        && HookWords.refusal(hook.getKind(), otherSide.get()).isEmpty() ? otherSide : sameSide;
  }

  private Optional<String> refusal(Hook hook) {
    return target(hook).map(juncture -> HookWords.refusal(hook.getKind(), juncture))
        .orElse(Optional.of("Hooks stand before and after deploy, install, shut down and store."));
  }

  @Override
  protected Command getReconnectTargetCommand(ReconnectRequest request) {
    Hook hook = ((HookLinkEditPart) request.getConnectionEditPart()).link().hook();
    if (refusal(hook).isPresent()) {
      return UnexecutableCommand.INSTANCE;
    }
    Juncture juncture = target(hook).orElseThrow();
    return new EmfCommand(board.edits().move(hook, juncture, HookPlaces.at(board.job().getHooks(), juncture).size()));
  }

  @Override
  protected Command getReconnectSourceCommand(ReconnectRequest request) {
    return UnexecutableCommand.INSTANCE;
  }

  @Override
  public void showTargetFeedback(Request request) {
    super.showTargetFeedback(request);
    if (request instanceof ReconnectRequest reconnect && REQ_RECONNECT_TARGET.equals(request.getType())) {
      Hook hook = ((HookLinkEditPart) reconnect.getConnectionEditPart()).link().hook();
      Point at = reconnect.getLocation().getCopy();
      getFeedbackLayer().translateToRelative(at);
      refusal(hook).ifPresent(text -> reason.show(getFeedbackLayer(), text, at, board.colours()));
    }
  }

  @Override
  public void eraseTargetFeedback(Request request) {
    super.eraseTargetFeedback(request);
    reason.erase(getFeedbackLayer());
  }

  @Override
  protected Command getConnectionCreateCommand(CreateConnectionRequest request) {
    return null;
  }

  @Override
  protected Command getConnectionCompleteCommand(CreateConnectionRequest request) {
    return null;
  }
}
