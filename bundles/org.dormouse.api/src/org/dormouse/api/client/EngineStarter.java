package org.dormouse.api.client;

import java.io.File;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dormouse.api.ApiError;
import org.dormouse.api.ClientApi;
import org.dormouse.api.Engine;

/**
 * Connects to the engine of a state folder; starts it if nobody answers, in a session of its own with its output in a
 * file, so that it outlives whoever started it. Two clients may do so at once: the second engine finds the lock taken
 * and leaves with {@link #ALREADY_RUNNING}, and both clients reach the first.
 */
public final class EngineStarter {

  /** Exit code of an engine process that found another one serving the state folder. */
  public static final int ALREADY_RUNNING = 10;

  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration DRAIN_LIMIT = Duration.ofMinutes(10);
  private static final long PAUSE_MILLIS = 40;
  private static final int OUTPUT_TAIL = 4096;
  private static final long OUTPUT_LIMIT = 1 << 20;
  /** A third of the weight of what is not nice (sched(7): a factor of 1.25 each): goes second, and does not starve. */
  private static final int NICENESS = 5;

  private final StatePlace state;
  private final Optional<EngineCommand> command;
  private final Engine.Hello hello;

  public EngineStarter(StatePlace state, Optional<EngineCommand> command, Engine.Hello hello) {
    this.state = state;
    this.command = command;
    this.hello = hello;
  }

  /** What came of trying to reach the engine. */
  public sealed interface Reached {
    record Connected(EngineConnection connection, boolean started) implements Reached {}

    record Unreachable(ApiError error) implements Reached {}
  }

  /** Only if it is there already. A client retries once, because an idle engine may be leaving this very moment. */
  public Reached find(ClientApi client) {
    try {
      return new Reached.Connected(EngineConnection.open(state.knownSocket(), hello, client), false);
    } catch (IOException e) {
      return unreachable("engine-not-running", "No engine is running for " + state.folder() + ".",
          "Start it: dormouse engine start");
    } catch (RuntimeException e) {
      return new Reached.Unreachable(Failures.reason(e));
    }
  }

  /** Finds the engine or starts it; asks an engine that is older than this client to drain, and starts the new one. */
  public Reached reach(ClientApi client) {
    return switch (find(client)) {
      case Reached.Connected there when there.connection().welcome().restartNeeded() -> replace(there, client);
      case Reached.Connected there -> there;
      case Reached.Unreachable(ApiError error) when error.category().equals("unreachable") -> start(client);
      case Reached.Unreachable refused -> refused;
    };
  }

  private Reached replace(Reached.Connected old, ClientApi client) {
    try (EngineConnection connection = old.connection()) {
      connection.ask(engine -> engine.stop(new Engine.Stop("drain")), Duration.ofSeconds(10));
      connection.ended().get(DRAIN_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unreachable("interrupted", "Interrupted while the older engine was ending its work.", "");
    } catch (Exception e) {
      return unreachable("engine-too-old", "The running engine (" + old.connection().welcome().version()
          + ") is older than this program and has not left: " + Failures.reason(e).message(),
          "Stop it when its work is done: dormouse engine stop --drain");
    }
    return start(client);
  }

  private Reached start(ClientApi client) {
    if (command.isEmpty()) {
      return unreachable("engine-not-running", "No engine is running for " + state.folder()
          + ", and this program was not started from an installation that could start one.",
          "Run it through the dormouse script of the installation.");
    }
    try {
      Path output = prepareOutput();
      long before = Files.exists(output) ? Files.size(output) : 0;
      return await(launch(command.get()), before, client);
    } catch (IOException e) {
      return unreachable("engine-start-failed", "The engine could not be started: " + Failures.text(e) + ".",
          "Check the installation and that the state folder is writable: " + state.folder());
    }
  }

  private Path prepareOutput() throws IOException {
    createPrivate(state.folder());
    Files.createDirectories(state.logFolder());
    if (Files.exists(state.output()) && Files.size(state.output()) > OUTPUT_LIMIT) {
      Files.delete(state.output());
    }
    return state.output();
  }

  private Process launch(EngineCommand engine) throws IOException {
    List<String> arguments = new ArrayList<>();
    // A session of its own: a closed terminal would end the engine.
    program("setsid").ifPresent(arguments::add);
    // Behind programs that somebody sits in front of, the workbench among them, where they all want the processors.
    program("nice").ifPresent(nice -> arguments.addAll(List.of(nice, "-n", String.valueOf(NICENESS))));
    arguments.addAll(engine.arguments(state));
    ProcessBuilder builder = new ProcessBuilder(arguments)
        .directory(state.folder().toFile())
        .redirectInput(new File("/dev/null"))
        .redirectOutput(ProcessBuilder.Redirect.appendTo(state.output().toFile()))
        .redirectErrorStream(true);
    builder.environment().put("DORMOUSE_HOME", state.folder().toString());
    return builder.start();
  }

  private static void createPrivate(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder.getParent());
      Files.createDirectories(folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  private static Optional<String> program(String name) {
    for (String folder : List.of("/usr/bin/", "/bin/")) {
      if (Files.isExecutable(Path.of(folder + name))) {
        return Optional.of(folder + name);
      }
    }
    return Optional.empty();
  }

  /** @param before length of the output when the process was started */
  private Reached await(Process process, long before, ClientApi client) throws IOException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < end) {
      Reached reached = find(client);
      boolean answered = !(reached instanceof Reached.Unreachable(ApiError error)
          && error.category().equals("unreachable"));
      if (answered) {
        return reached instanceof Reached.Connected there
            ? new Reached.Connected(there.connection(), true) : reached;
      }
      try {
        // Another engine may have got the lock: then that one will answer.
        if (process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
          if (process.exitValue() != ALREADY_RUNNING) {
            return unreachable("engine-start-failed",
                "The engine ended at once with exit code " + process.exitValue() + ". It said:\n" + output(before),
                "See also the log: " + state.log());
          }
          Thread.sleep(PAUSE_MILLIS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return unreachable("interrupted", "Interrupted while the engine was starting.", "");
      }
    }
    return unreachable("engine-start-late", "The engine did not answer within " + START_LIMIT.toSeconds()
        + " s. It said:\n" + output(before), "See the log: " + state.log());
  }

  /** The end of what was written to the output since. */
  private String output(long before) throws IOException {
    if (!Files.exists(state.output())) {
      return "(nothing)";
    }
    try (SeekableByteChannel channel = Files.newByteChannel(state.output())) {
      channel.position(Math.max(before, channel.size() - OUTPUT_TAIL));
      String text = new String(Channels.newInputStream(channel).readNBytes(OUTPUT_TAIL), StandardCharsets.UTF_8);
      return text.isBlank() ? "(nothing)" : text.strip();
    }
  }

  private static Reached unreachable(String code, String message, String remedy) {
    return new Reached.Unreachable(new ApiError("unreachable", code, message, remedy));
  }
}
