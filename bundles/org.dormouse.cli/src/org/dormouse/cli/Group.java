package org.dormouse.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that is nothing without one of its sub-commands. */
abstract class Group implements Callable<Integer> {

  @Spec
  private CommandSpec spec;

  @Override
  public final Integer call() {
    throw new ParameterException(spec.commandLine(), "which of these? "
        + String.join(", ", spec.subcommands().keySet()));
  }
}
