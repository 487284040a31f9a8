package org.dormouse.ui.graph.internal.policies;

import java.util.List;
import org.dormouse.model.Hook;
import org.dormouse.ui.graph.internal.commands.EmfCommand;
import org.dormouse.ui.graph.internal.parts.WorkflowBoard;
import org.eclipse.gef.commands.Command;
import org.eclipse.gef.editpolicies.ComponentEditPolicy;
import org.eclipse.gef.requests.GroupRequest;

/** Hooks can be deleted. */
public final class HookComponentPolicy extends ComponentEditPolicy {

  private final WorkflowBoard board;

  public HookComponentPolicy(WorkflowBoard board) {
    this.board = board;
  }

  @Override
  protected Command createDeleteCommand(GroupRequest request) {
    return new EmfCommand(board.edits().delete(List.of((Hook) getHost().getModel())));
  }
}
