package org.dormouse.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "completion", description = "Prints the completion of bash and zsh: source <(dormouse completion)")
final class CompletionCommand implements Callable<Integer> {

  private final Context context;

  @Spec
  private CommandSpec spec;

  CompletionCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context.terminal().out().print(AutoComplete.bash("dormouse", spec.root().commandLine()));
    return Exit.GOOD;
  }
}
