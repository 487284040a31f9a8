package org.dormouse.ui.jobs.internal;

import org.eclipse.emf.common.command.Command;
import org.eclipse.emf.common.command.CommandStack;
import org.eclipse.jface.action.Action;

/** Undo and redo of a command stack, for the Edit menu. */
final class UndoActions {

  private final CommandStack stack;
  private final Action undo = new Action() {
    @Override
    public void run() {
      stack.undo();
    }
  };
  private final Action redo = new Action() {
    @Override
    public void run() {
      stack.redo();
    }
  };

  UndoActions(CommandStack stack) {
    this.stack = stack;
    stack.addCommandStackListener(event -> update());
    update();
  }

  Action undo() {
    return undo;
  }

  Action redo() {
    return redo;
  }

  private void update() {
    undo.setEnabled(stack.canUndo());
    undo.setText(text("&Undo", stack.canUndo() ? stack.getUndoCommand() : null));
    redo.setEnabled(stack.canRedo());
    redo.setText(text("&Redo", stack.canRedo() ? stack.getRedoCommand() : null));
  }

  private static String text(String verb, Command command) {
    return command == null || command.getLabel() == null ? verb : verb + " " + command.getLabel();
  }
}
