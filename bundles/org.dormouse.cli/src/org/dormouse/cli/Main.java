package org.dormouse.cli;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.dormouse.api.ApiError;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of the command line. */
public final class Main {

  /** Kept, or its level would be forgotten: a library's view of a lost connection is not for the user. */
  private static final Logger LIBRARIES = Logger.getLogger("org.eclipse.lsp4j");

  private Main() {}

  public static void main(String[] arguments) {
    LIBRARIES.setLevel(Level.OFF);
    Context context = Context.ofProcess();
    int code = commandLine(context).execute(arguments);
    context.terminal().out().flush();
    System.exit(code);
  }

  /** The whole tree of commands. */
  static CommandLine commandLine(Context context) {
    CommandLine top = new CommandLine(new Dormouse())
        .addSubcommand(new LibraryCommands(context))
        .addSubcommand(new MachineCommands(context))
        .addSubcommand(new ServiceCommands(context))
        .addSubcommand(new HostCommands(context))
        .addSubcommand(new JobCommands(context))
        .addSubcommand(new RunCommands(context))
        .addSubcommand(new DoctorCommand(context))
        .addSubcommand(new EngineCommands(context))
        .addSubcommand(new CompletionCommand(context));
    return top.setParameterExceptionHandler((wrong, arguments) -> usage(context, wrong))
        .setExecutionExceptionHandler((failure, command, parsed) -> failed(context, failure, parsed))
        .setUsageHelpAutoWidth(true).setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(CommandLine.Help.defaultColorScheme(context.terminal().coloured()
            ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
  }

  private static int usage(Context context, ParameterException wrong) {
    Terminal terminal = context.terminal();
    terminal.note("dormouse: " + wrong.getMessage());
    if (wrong instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()) {
      terminal.note("Did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?");
    }
    terminal.note("See: " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
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
