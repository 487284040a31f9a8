package org.dormouse.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dormouse.api.ApiError;
import org.dormouse.api.Engine;
import org.dormouse.api.EngineApi;
import org.dormouse.api.client.EngineStarter.Reached;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "engine", description = "The process that does the work; it starts and leaves by itself.")
final class EngineCommands extends Group {

  private static final Duration DRAIN_LIMIT = Duration.ofHours(12);
  private static final Duration LEAVE_LIMIT = Duration.ofSeconds(30);

  private final Context context;

  EngineCommands(Context context) {
    this.context = context;
  }

  @Command(name = "start", description = "Starts the engine, if it is not running.")
  int start() {
    Reached reached = context.starter().reach(new Progress(context.terminal()));
    return switch (reached) {
      case Reached.Connected(var connection, boolean started) -> {
        connection.close();
        context.terminal().say("The engine " + (started ? "has been started" : "was running already") + ", process "
            + connection.welcome().pid() + ".");
        yield Exit.GOOD;
      }
      case Reached.Unreachable(ApiError error) -> throw new CommandFailed(error);
    };
  }

  /** How to stop, if something runs. */
  static final class How {
    @Option(names = "--drain", description = "Start nothing new, end what is under way, then stop.")
    boolean drain;

    @Option(names = "--now", description = "Stop at once; the next engine goes on with what was under way.")
    boolean now;
  }

  @Command(name = "stop", description = "Stops the engine; refuses while a run is going on, unless told how.")
  int stop(@ArgGroup(exclusive = true) How how) {
    boolean drain = how != null && how.drain;
    String mode = drain ? "drain" : how != null && how.now ? "now" : "idle";
    return switch (context.starter().find(new Progress(context.terminal()))) {
      case Reached.Unreachable(ApiError error) when error.code().equals("engine-not-running") -> {
        context.terminal().say("No engine is running.");
        yield Exit.GOOD;
      }
      case Reached.Unreachable(ApiError error) -> throw new CommandFailed(error);
      case Reached.Connected there -> {
        try (EngineCall engine = EngineCall.of(there)) {
          engine.ask(api -> api.stop(new Engine.Stop(mode)));
          awaitEnd(there.connection().welcome().pid(), drain ? DRAIN_LIMIT : LEAVE_LIMIT);
        }
        context.terminal().say("The engine has stopped.");
        yield Exit.GOOD;
      }
    };
  }

  /** Stopped means that the process is gone: who stops it may want to remove its folder next. */
  private static void awaitEnd(long pid, Duration limit) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    try {
      if (process.isPresent()) {
        process.get().onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (TimeoutException e) {
      throw new CommandFailed(new ApiError("failed", "engine-stop-late", "The engine (process " + pid
          + ") has not ended within " + limit.toSeconds() + " s.", "See why: dormouse engine log"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for process " + pid, e);
    }
  }

  @Command(name = "status", description = "Shows whether the engine runs and what it is about; does not start it.")
  int status(@Mixin OutputOption output) {
    try (EngineCall engine = EngineCall.find(context)) {
      Engine.Status status = engine.ask(EngineApi::status);
      output.print(context.terminal(), status, () -> {
        Table table = new Table("WHAT", "VALUE").row("version", status.version()).row("process", status.pid())
            .row("since", Words.time(status.started())).row("state folder", status.stateFolder())
            .row("log", status.log()).row("clients", status.clients()).row("runs going on", status.runsActive())
            .row("VMs under way", status.stepsActive()).row("leases held", status.leases())
            .row("about to stop", status.draining() ? "yes" : "no")
            .row("memory used", Words.bytes(status.usedHeapBytes()));
        status.backends().forEach(backend -> table.row("back end", backend.contract() + " " + backend.type() + " ("
            + backend.bundle() + " " + backend.version() + ")"));
        return table;
      }, "");
      return Exit.GOOD;
    }
  }

  @Command(name = "log", description = "Prints the end of the engine's log; works without an engine.")
  int log(@Option(names = "-n", paramLabel = "LINES", defaultValue = "50",
          description = "How many lines (default: ${DEFAULT-VALUE}).") int lines,
      @Option(names = {"-f", "--follow"}, description = "Go on with what is added, until Ctrl-C.") boolean follow) {
    return new LogTail(context.terminal(), context.state().log()).print(lines, follow);
  }
}
