package org.dormouse.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.dormouse.api.ApiError;
import org.dormouse.api.client.StatePlace;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of the command line. */
public final class Main {

  /** Kept, or its level would be forgotten: a library's view of a lost connection is not for the user. */
  private static final Logger LIBRARIES = Logger.getLogger("org.eclipse.lsp4j");

  private static final int WIDTH = 120;
  private static final int HEIGHT = 40;

  private Main() {}

  public static void main(String[] arguments) {
    LIBRARIES.setLevel(Level.OFF);
    Context context = Context.ofProcess();
    int code = commandLine(context).execute(arguments);
    context.terminal().out().flush();
    System.exit(code);
  }

  /**
   * Runs one command in this process, without starting an engine: for programs that bring their own.
   *
   * @return the exit code
   */
  public static int execute(StatePlace state, PrintStream out, PrintStream err, String... arguments) {
    LIBRARIES.setLevel(Level.OFF);
    Terminal terminal = new Terminal(out, err, false, false, WIDTH, HEIGHT);
    return commandLine(new Context(terminal, state, Optional.empty(), Map.of())).execute(arguments);
  }

  /** The whole tree of commands, to look at. */
  public static CommandSpec commands() {
    return commandLine(Context.ofProcess()).getCommandSpec();
  }

  private static CommandLine commandLine(Context context) {
    CommandLine top = new CommandLine(new Dormouse())
        .addSubcommand(new LibraryCommands(context))
        .addSubcommand(new MachineCommands(context))
        .addSubcommand(new GroupCommands(context))
        .addSubcommand(new ServiceCommands(context))
        .addSubcommand(new HostCommands(context))
        .addSubcommand(new CredentialCommands(context))
        .addSubcommand(new JobCommands(context))
        .addSubcommand(new RunCommands(context))
        .addSubcommand(new DoctorCommand(context))
        .addSubcommand(new EngineCommands(context))
        .addSubcommand(new CompletionCommand(context));
    return top.setOut(new PrintWriter(context.terminal().out(), true))
        .setParameterExceptionHandler((wrong, arguments) -> usage(context, wrong))
        .setExecutionExceptionHandler((failure, command, parsed) -> failed(context, failure, parsed))
        .setUsageHelpAutoWidth(true).setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(CommandLine.Help.defaultColorScheme(context.terminal().coloured()
            ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
  }

  private static int usage(Context context, ParameterException wrong) {
    Terminal terminal = context.terminal();
    terminal.note("dormouse: " + wrong.getMessage());
    CommandSpec command = wrong.getCommandLine().getCommandSpec();
    if (wrong instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()) {
      terminal.note("Did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?");
    } else if (wrong instanceof UnmatchedArgumentException && !command.subcommands().isEmpty()) {
      terminal.note("Known are " + String.join(", ", command.subcommands().keySet()) + ".");
    }
    terminal.note("See: " + command.qualifiedName() + " --help");
    return Exit.USAGE;
  }

  private static int failed(Context context, Exception failure, ParseResult parsed) {
    if (failure instanceof ParameterException wrong) {
      return usage(context, wrong);
    }
    if (failure instanceof CommandFailed known) {
      ApiError error = known.error();
      tell(context.terminal(), error);
      return Exit.of(error);
    }
    context.terminal().note("dormouse: " + failure + " [unexpected]");
    context.terminal().note("This is a defect of the command line; the engine and its runs are not touched by it.");
    return Exit.FAILED;
  }

  static void tell(Terminal terminal, ApiError error) {
    terminal.note("dormouse: " + error.message() + " [" + error.code() + "]");
    if (!error.remedy().isEmpty()) {
      terminal.note(error.remedy());
    }
  }
}
