package org.dormouse.ui.jobs.internal;

import org.eclipse.emf.common.command.BasicCommandStack;
import org.eclipse.emf.common.command.Command;

/**
 * The history of one job's edits. What is typed into a field letter by letter is one command, so that undo takes back
 * what a person would call one change; a save in between begins another one, for that is where undo has to stop.
 */
public final class EditStack extends BasicCommandStack {

  private long changes;

  @Override
  public void execute(Command command) {
    if (command instanceof FieldEdit next && getUndoCommand() instanceof FieldEdit last && !canRedo()
        && top != saveIndex && last.takesOver(next)) {
      notifyListeners();
    } else {
      super.execute(command);
    }
  }

  @Override
  protected void notifyListeners() {
    changes++;
    super.notifyListeners();
  }

  /** Another number after every command, undo and redo. */
  long changes() {
    return changes;
  }
}
