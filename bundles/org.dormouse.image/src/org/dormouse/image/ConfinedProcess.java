package org.dormouse.image;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/**
 * Runs a tool as a child process that cannot do more than it should: an argument list and no shell, nothing on
 * standard input, a small environment with the C locale, bounded time, bounded output, and bounded memory where
 * {@code prlimit} is installed. The child and what it started are killed on expiry and when the caller is interrupted.
 *
 * <p>An exit code other than 0 is no trouble here: only the caller knows what it means. Troubles: {@code tool-missing},
 * {@code tool-late}, {@code tool-failed} (it could not be started), {@code interrupted}. Thread-safe.
 */
public final class ConfinedProcess {

  /** How long a killed process may take to be gone before it is given up. */
  private static final long KILL_SECONDS = 5;

  /**
   * @param time wall clock; the CPU time is limited to four times that, for the case that nobody is left to kill it
   * @param outputBytes kept of each of standard output and standard error; the rest is read and dropped
   * @param memoryBytes of address space, 0 for no limit
   */
  public record Limits(Duration time, int outputBytes, long memoryBytes) {

    /** For a query that reads a header: ten seconds, 1 MiB of output, 2 GiB of address space. */
    public static Limits query() {
      return new Limits(Duration.ofSeconds(10), 1 << 20, 2L << 30);
    }

    public Limits within(Duration newTime) {
      return new Limits(newTime, outputBytes, memoryBytes);
    }
  }

  /** @param truncated true if there was more output or more errors than are kept */
  public record Output(int exitCode, byte[] output, byte[] errors, boolean truncated) {

    public String text() {
      return new String(output, StandardCharsets.UTF_8);
    }

    /** The last line of standard error, for a message to the user. */
    public String lastError() {
      String[] lines = new String(errors, StandardCharsets.UTF_8).strip().split("\\R");
      String line = lines[lines.length - 1].strip();
      return line.length() > 400 ? line.substring(0, 400) + "…" : line;
    }
  }

  private ConfinedProcess() {}

  /** @param command the program, by name or by absolute path, and its arguments */
  public static Result<Output> run(List<String> command, Limits limits) {
    return confined(command, limits).then(whole -> start(whole, limits));
  }

  /** Where the program of that name lies, by the {@code PATH} of this process. */
  public static Optional<Path> find(String program) {
    if (program.contains("/")) {
      Path path = Path.of(program);
      return Files.isExecutable(path) ? Optional.of(path) : Optional.empty();
    }
    String folders = Optional.ofNullable(System.getenv("PATH")).orElse("") + ":/usr/sbin:/sbin:/usr/bin:/bin";
    for (String folder : folders.split(File.pathSeparator)) {
      if (folder.startsWith("/") && Files.isExecutable(Path.of(folder, program))) {
        return Optional.of(Path.of(folder, program));
      }
    }
    return Optional.empty();
  }

  /** The command with the program found and the limits put before it. */
  static Result<List<String>> confined(List<String> command, Limits limits) {
    Optional<Path> program = find(command.getFirst());
    if (program.isEmpty()) {
      return Result.failed(missing(command.getFirst()));
    }
    List<String> whole = new ArrayList<>();
    find("prlimit").ifPresent(prlimit -> {
      whole.addAll(List.of(prlimit.toString(), "--core=0", "--cpu=" + (limits.time().toSeconds() * 4 + 1)));
      if (limits.memoryBytes() > 0) {
        whole.add("--as=" + limits.memoryBytes());
      }
      whole.add("--");
    });
    whole.add(program.get().toString());
    whole.addAll(command.subList(1, command.size()));
    return Result.ok(whole);
  }

  /** The environment of every child: where programs are, and a locale whose messages are always the same. */
  static void confine(Map<String, String> environment) {
    String path = Optional.ofNullable(environment.get("PATH")).orElse("/usr/sbin:/usr/bin:/sbin:/bin");
    environment.clear();
    environment.put("PATH", path);
    environment.put("LC_ALL", "C.UTF-8");
  }

  private static Trouble missing(String program) {
    return Trouble.lasting("tool-missing", "The program " + program + " is not installed on this machine.",
        "Install it (qemu-img is in the package qemu-utils, mke2fs in e2fsprogs) or run releng/setup.");
  }

  private static Result<Output> start(List<String> command, Limits limits) {
    ProcessBuilder builder = new ProcessBuilder(command);
    confine(builder.environment());
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return Result.failed(Trouble.lasting("tool-failed", "Could not start " + describe(command) + ": "
          + e.getMessage(), "Check that the program can be run by this user."));
    }
    var output = drain(process.getInputStream(), limits.outputBytes());
    var errors = drain(process.getErrorStream(), limits.outputBytes());
    try {
      if (!process.waitFor(limits.time().toMillis(), TimeUnit.MILLISECONDS)) {
        return Result.failed(Trouble.passing("tool-late", describe(command) + " was stopped after "
            + limits.time().toSeconds() + " s.", "If the machine is busy, try again later."));
      }
      Kept out = output.get(KILL_SECONDS, TimeUnit.SECONDS);
      Kept err = errors.get(KILL_SECONDS, TimeUnit.SECONDS);
      return Result.ok(new Output(process.exitValue(), out.bytes(), err.bytes(), out.more() || err.more()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Result.failed(Trouble.passing("interrupted", "Stopped waiting for " + describe(command) + ".", ""));
    } catch (ExecutionException | TimeoutException e) {
      return Result.failed(Trouble.passing("tool-failed", "The output of " + describe(command)
          + " could not be read to its end.", ""));
    } finally {
      end(process);
    }
  }

  private record Kept(byte[] bytes, boolean more) {}

  private static CompletableFuture<Kept> drain(InputStream stream, int limit) {
    CompletableFuture<Kept> kept = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("tool-output").start(() -> {
      try (stream) {
        kept.complete(drained(stream, limit));
      } catch (IOException e) {
        kept.completeExceptionally(e);
      }
    });
    return kept;
  }

  private static Kept drained(InputStream stream, int limit) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    boolean more = false;
    for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
      int room = Math.min(n, limit - bytes.size());
      bytes.write(buffer, 0, room);
      more |= room < n;
    }
    return new Kept(bytes.toByteArray(), more);
  }

  private static void end(Process process) {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String describe(List<String> command) {
    int program = command.indexOf("--") + 1;
    String name = Path.of(command.get(program)).getFileName().toString();
    return command.size() > program + 1 ? name + " " + command.get(program + 1) : name;
  }
}
