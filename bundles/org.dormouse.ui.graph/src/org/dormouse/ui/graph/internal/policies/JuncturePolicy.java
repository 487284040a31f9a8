package org.dormouse.ui.graph.internal.policies;

import java.util.List;
import java.util.Optional;
import org.dormouse.model.Hook;
import org.dormouse.model.HookKind;
import org.dormouse.model.Juncture;
import org.dormouse.ui.graph.internal.commands.EmfCommand;
import org.dormouse.ui.graph.internal.figures.ZoneFigure;
import org.dormouse.ui.graph.internal.model.HookPlaces;
import org.dormouse.ui.graph.internal.parts.HookEditPart;
import org.dormouse.ui.graph.internal.parts.JunctureEditPart;
import org.dormouse.ui.graph.internal.parts.WorkflowBoard;
import org.dormouse.ui.jobs.HookWords;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.EditPolicy;
import org.eclipse.gef.Request;
import org.eclipse.gef.RequestConstants;
import org.eclipse.gef.commands.Command;
import org.eclipse.gef.commands.CompoundCommand;
import org.eclipse.gef.commands.UnexecutableCommand;
import org.eclipse.gef.editpolicies.LayoutEditPolicy;
import org.eclipse.gef.editpolicies.NonResizableEditPolicy;
import org.eclipse.gef.requests.ChangeBoundsRequest;
import org.eclipse.gef.requests.CreateRequest;
import org.eclipse.gef.requests.DropRequest;

/** Takes new hooks and hooks from elsewhere where the kind allows it, and puts them where they are dropped. */
public final class JuncturePolicy extends LayoutEditPolicy {

  private final WorkflowBoard board;
  private final DropReason reason = new DropReason();

  public JuncturePolicy(WorkflowBoard board) {
    this.board = board;
  }

  private Juncture juncture() {
    return ((JunctureEditPart) getHost()).juncture();
  }

  private int index(Request request) {
    return board.layout().indexAt(board.job(), juncture(), unscaled(request).y);
  }

  private Point unscaled(Request request) {
    Point at = ((DropRequest) request).getLocation().getCopy();
    getHostFigure().translateToRelative(at);
    return at;
  }

  @Override
  protected Command getCreateCommand(CreateRequest request) {
    if (!(request.getNewObjectType() instanceof HookKind kind) || HookWords.refusal(kind, juncture()).isPresent()) {
      return UnexecutableCommand.INSTANCE;
    }
    return new EmfCommand(board.edits().add((Hook) request.getNewObject(), juncture(), index(request)));
  }

  @Override
  protected Command getAddCommand(Request request) {
    return moving((ChangeBoundsRequest) request);
  }

  @Override
  protected Command getMoveChildrenCommand(Request request) {
    return moving((ChangeBoundsRequest) request);
  }

  private Command moving(ChangeBoundsRequest request) {
    CompoundCommand all = new CompoundCommand("Move hooks");
    for (Object part : request.getEditParts()) {
      if (!(part instanceof HookEditPart dragged)
          || HookWords.refusal(dragged.hook().getKind(), juncture()).isPresent()) {
        return UnexecutableCommand.INSTANCE;
      }
      all.add(new EmfCommand(board.edits().move(dragged.hook(), juncture(), index(request))));
    }
    return all.unwrap();
  }

  @Override
  protected EditPolicy createChildEditPolicy(EditPart child) {
    NonResizableEditPolicy policy = new NonResizableEditPolicy() {
      @Override
      protected List<?> createSelectionHandles() {
        // The figure itself shows that it is selected.
        return List.of();
      }
    };
    return policy;
  }

  /** Why what is dragged may not be dropped here. */
  private Optional<String> refusal(Request request) {
    if (request instanceof CreateRequest create) {
      return create.getNewObjectType() instanceof HookKind kind ? HookWords.refusal(kind, juncture())
          : Optional.empty();
    }
    if (request instanceof ChangeBoundsRequest change && change.getEditParts() != null) {
      for (Object part : change.getEditParts()) {
        if (part instanceof HookEditPart dragged) {
          Optional<String> refused = HookWords.refusal(dragged.hook().getKind(), juncture());
          if (refused.isPresent()) {
            return refused;
          }
        }
      }
    }
    return Optional.empty();
  }

  @Override
  protected void showLayoutTargetFeedback(Request request) {
    if (!(request instanceof DropRequest drop) || request.getType() == RequestConstants.REQ_RESIZE) {
      return;
    }
    Optional<String> refused = refusal(request);
    ZoneFigure zone = (ZoneFigure) getHostFigure();
    zone.showDrop(refused.isPresent() ? ZoneFigure.Drop.FORBIDDEN : ZoneFigure.Drop.ALLOWED, insertLine(request));
    if (refused.isPresent()) {
      Point at = drop.getLocation().getCopy();
      getFeedbackLayer().translateToRelative(at);
      reason.show(getFeedbackLayer(), refused.get(), at, board.colours());
    }
  }

  /** Between the hooks, where it would come. */
  private int insertLine(Request request) {
    List<Hook> own = HookPlaces.at(board.job().getHooks(), juncture());
    if (own.isEmpty()) {
      return -1;
    }
    int index = index(request);
    Rectangle next = board.layout().hooks().get(own.get(Math.min(index, own.size() - 1)));
    return index < own.size() ? next.y - 2 : next.y + next.height + 1;
  }

  @Override
  protected void eraseLayoutTargetFeedback(Request request) {
    ((ZoneFigure) getHostFigure()).showDrop(ZoneFigure.Drop.NONE, -1);
    reason.erase(getFeedbackLayer());
  }
}
