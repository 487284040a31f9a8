package org.dormouse.ui.graph.internal.commands;

import org.eclipse.emf.common.command.Command;

/** A command of the graph that is one of the editing domain; carried out by {@link EmfCommandStack} only. */
public final class EmfCommand extends org.eclipse.gef.commands.Command {

  private final Command command;

  public EmfCommand(Command command) {
    super(command.getLabel());
    this.command = command;
  }

  Command command() {
    return command;
  }

  @Override
  public boolean canExecute() {
    return command.canExecute();
  }

  @Override
  public boolean canUndo() {
    return command.canUndo();
  }

  @Override
  public void execute() {
    throw new IllegalStateException("\"" + getLabel() + "\" was not given to the editing domain's stack.");
  }
}
