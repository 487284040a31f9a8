package org.dormouse.ui.graph.internal.commands;

import java.util.EventObject;
import org.eclipse.emf.common.command.CommandStackListener;
import org.eclipse.gef.commands.Command;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.gef.commands.CompoundCommand;

/**
 * The graph's command stack as a view on the editing domain's: there is one history for all pages of an editor. UI
 * thread only.
 */
public final class EmfCommandStack extends CommandStack {

  private final org.eclipse.emf.common.command.CommandStack stack;
  private final CommandStackListener changed = this::changed;

  public EmfCommandStack(org.eclipse.emf.common.command.CommandStack stack) {
    this.stack = stack;
    stack.addCommandStackListener(changed);
  }

  private void changed(EventObject event) {
    notifyListeners();
  }

  @Override
  public void execute(Command command) {
    if (command == null || !command.canExecute()) {
      return;
    }
    stack.execute(unwrapped(command));
  }

  private static org.eclipse.emf.common.command.Command unwrapped(Command command) {
    return switch (command) {
      case EmfCommand emf -> emf.command();
      case CompoundCommand compound -> {
        var all = new org.eclipse.emf.common.command.CompoundCommand(String.valueOf(compound.getLabel()));
        for (Object each : compound.getCommands()) {
          all.append(unwrapped((Command) each));
        }
        yield all;
      }
      default -> throw new IllegalArgumentException("not a command of the editing domain: " + command);
    };
  }

  @Override
  public boolean canUndo() {
    return stack.canUndo();
  }

  @Override
  public boolean canRedo() {
    return stack.canRedo();
  }

  @Override
  public void undo() {
    stack.undo();
  }

  @Override
  public void redo() {
    stack.redo();
  }

  @Override
  public Command getUndoCommand() {
    return stack.getUndoCommand() == null ? null : new EmfCommand(stack.getUndoCommand());
  }

  @Override
  public Command getRedoCommand() {
    return stack.getRedoCommand() == null ? null : new EmfCommand(stack.getRedoCommand());
  }

  @Override
  public boolean isDirty() {
    return stack instanceof org.eclipse.emf.common.command.BasicCommandStack basic && basic.isSaveNeeded();
  }

  /** The editor does that on the editing domain's stack. */
  @Override
  public void markSaveLocation() {
    // Nothing here.
  }

  @Override
  public void flush() {
    // The history belongs to the whole editor.
  }

  @Override
  public void dispose() {
    stack.removeCommandStackListener(changed);
  }
}
