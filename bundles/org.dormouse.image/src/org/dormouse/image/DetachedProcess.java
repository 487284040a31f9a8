package org.dormouse.image;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/**
 * A long-running tool in a session of its own, with its output in files, so that it lives on when this process is
 * killed and is found again by the next one. Everything about it lies in one folder:
 * <pre>
 * started/   made by the one start that won
 * pid        process id, boot id of this machine, and the process' line of /proc/PID/stat
 * stdout, stderr
 * exit       its exit code, once it has ended
 * </pre>
 * One folder is one process, ever: a second start finds the first. A process id alone proves nothing, so it is
 * compared with the boot id and the start time. Linux only. Thread-safe.
 */
public final class DetachedProcess {

  /** Runs in the new session as the leader; the command is its child. The folder is $0, the command is "$@". */
  private static final String LEADER = """
      umask 077
      mkdir "$0/started" 2>/dev/null || exit 124
      read -r boot </proc/sys/kernel/random/boot_id
      read -r stat </proc/$$/stat
      printf '%s\\n%s\\n%s\\n' "$$" "$boot" "$stat" >"$0/pid.new" && mv "$0/pid.new" "$0/pid" || exit 125
      "$@"
      code=$?
      printf '%s\\n' "$code" >"$0/exit.new" && mv "$0/exit.new" "$0/exit"
      """;
  private static final int LARGEST_FILE = 16 << 10;
  private static final Duration START_LIMIT = Duration.ofSeconds(10);

  public sealed interface State {
    enum Running implements State { RUNNING }

    record Exited(int code) implements State {}

    /** It ended without leaving an exit code: killed, or the machine was restarted. */
    enum Vanished implements State { VANISHED }
  }

  private final Path folder;
  private final long pid;
  private final String boot;
  private final String startTime;

  private DetachedProcess(Path folder, long pid, String boot, String startTime) {
    this.folder = folder;
    this.pid = pid;
    this.boot = boot;
    this.startTime = startTime;
  }

  /**
   * Starts the command, or finds the process that was started in this folder before.
   *
   * @param folder is made if it does not exist
   * @param limits of which time only bounds the CPU, not the wall clock: nobody may be there to look at one
   */
  public static Result<DetachedProcess> start(Path folder, List<String> command, ConfinedProcess.Limits limits) {
    Optional<DetachedProcess> before = find(folder);
    if (before.isPresent()) {
      return Result.ok(before.get());
    }
    return ConfinedProcess.confined(command, limits).then(whole -> {
      try {
        Files.createDirectories(folder);
        return launch(folder, whole);
      } catch (IOException e) {
        return Result.failed(failed(folder, String.valueOf(e.getMessage())));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Result.failed(Trouble.passing("interrupted", "Stopped waiting for a process in " + folder + ".", ""));
      }
    });
  }

  private static Result<DetachedProcess> launch(Path folder, List<String> command)
      throws IOException, InterruptedException {
    List<String> leader = new ArrayList<>(List.of("setsid", "sh", "-c", LEADER, folder.toString()));
    leader.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(leader).directory(folder.toFile());
    ConfinedProcess.confine(builder.environment());
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("stdout").toFile()));
    builder.redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("stderr").toFile()));
    Process process = builder.start();
    long end = System.nanoTime() + START_LIMIT.toNanos();
    do {
      Optional<DetachedProcess> found = find(folder);
      if (found.isPresent()) {
        return Result.ok(found.get());
      }
    } while (!process.waitFor(2, TimeUnit.MILLISECONDS) && System.nanoTime() < end);
    return find(folder).<Result<DetachedProcess>>map(Result::ok)
        .orElseGet(() -> Result.failed(failed(folder, "it never said that it runs")));
  }

  private static Trouble failed(Path folder, String reason) {
    return Trouble.passing("tool-failed", "Could not start a process with its files in " + folder + ": " + reason
        + ".", "Check that the folder can be written and that the program setsid (util-linux) is installed.");
  }

  /** The process that was started in this folder, running or not; empty if none ever was. */
  public static Optional<DetachedProcess> find(Path folder) {
    try {
      List<String> lines = read(folder.resolve("pid")).lines().toList();
      return Optional.of(new DetachedProcess(folder, Long.parseLong(lines.get(0)), lines.get(1),
          startTime(lines.get(2))));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Not through a channel: reading must not fail, and so deny the process, because this thread is interrupted. */
  private static String read(Path file) throws IOException {
    try (InputStream stream = new FileInputStream(file.toFile())) {
      return new String(stream.readNBytes(LARGEST_FILE), StandardCharsets.ISO_8859_1);
    }
  }

  /** Field 22 of proc(5) stat, which stands behind the command in parentheses that may hold anything. */
  private static String startTime(String stat) {
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
  }

  /** Process id of the leader of the session. */
  public long pid() {
    return pid;
  }

  public State state() {
    // Looked at before and after, because the process may end in between.
    Optional<State> exited = exited();
    if (exited.isPresent()) {
      return exited.get();
    }
    if (isAlive()) {
      return State.Running.RUNNING;
    }
    return exited().orElse(State.Vanished.VANISHED);
  }

  private Optional<State> exited() {
    try {
      return Optional.of(new State.Exited(Integer.parseInt(read(folder.resolve("exit")).strip())));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private boolean isAlive() {
    try {
      String stat = read(Path.of("/proc/" + pid + "/stat"));
      boolean zombie = stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
      return !zombie && startTime(stat).equals(startTime)
          && read(Path.of("/proc/sys/kernel/random/boot_id")).strip().equals(boot);
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** The last bytes of standard output. */
  public String output(int bytes) {
    return tail("stdout", bytes);
  }

  /** The last bytes of standard error. */
  public String errors(int bytes) {
    return tail("stderr", bytes);
  }

  private String tail(String name, int bytes) {
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "r")) {
      file.seek(Math.max(0, file.length() - bytes));
      byte[] tail = new byte[bytes];
      int n = file.read(tail);
      return n <= 0 ? "" : new String(tail, 0, n, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /** Ends the whole process group at once. Idempotent; true when nothing of it runs any more. */
  public boolean kill() {
    if (!isAlive() && Files.exists(Path.of("/proc/" + pid))) {
      return true; // somebody else has the process id by now, which cannot be while the group still exists
    }
    List<String> command = List.of("sh", "-c", "kill -s KILL -- \"-$0\"", Long.toString(pid));
    long end = System.nanoTime() + START_LIMIT.toNanos();
    do {
      var killed = ConfinedProcess.run(command, ConfinedProcess.Limits.query());
      if (killed instanceof Result.Ok<ConfinedProcess.Output>(var output) && output.exitCode() != 0) {
        return true;
      }
    } while (System.nanoTime() < end && !Thread.currentThread().isInterrupted());
    return !isAlive();
  }
}
