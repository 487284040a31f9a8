package org.dormouse.realguest;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.dormouse.realguest.Command.Said;

/**
 * One command that follows a run to its end. Steps that last a second are met by it, because it is told of them at
 * once, where asking again and again with a new process each time would come too late.
 */
final class Watch implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(25);

  private final List<String> command;
  private final Process process;
  private final Thread reader;
  /** Empty: there is no more. */
  private final LinkedBlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
  private final List<String> seen = new ArrayList<>();
  private final long end = System.nanoTime() + LIMIT.toNanos();

  Watch(Path folder, Map<String, String> environment, List<String> command) {
    this.command = command;
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
          .redirectInput(Path.of("/dev/null").toFile());
      builder.environment().putAll(environment);
      process = builder.start();
    } catch (IOException e) {
      throw new AssertionError("cannot run " + command, e);
    }
    reader = Thread.ofPlatform().daemon().name("watch").start(this::read);
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      output.lines().forEach(line -> lines.add(Optional.of(line)));
    } catch (IOException e) {
      lines.add(Optional.of("its output could not be read: " + e));
    } finally {
      lines.add(Optional.empty());
    }
  }

  private Optional<String> next() {
    try {
      Optional<String> line = lines.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (line == null) {
        throw new AssertionError(String.join(" ", command) + " did not end within " + LIMIT + ":\n" + said());
      }
      line.ifPresent(seen::add);
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while following " + command, e);
    }
  }

  private String said() {
    return String.join("\n", seen);
  }

  /** Returns as soon as it is told that the VM's step is under way; fails when the run ends before. */
  void awaitStep(String vm, String kind) {
    Pattern under = Pattern.compile("[0-9:]+ " + Pattern.quote(vm + " " + kind) + " (starting|running)");
    while (true) {
      String line = next().orElseThrow(() -> new AssertionError(vm + " never came to " + kind + ":\n" + said()));
      if (under.matcher(line).matches()) {
        return;
      }
    }
  }

  /** Follows to the end of the run, whatever engine carries it out. */
  Said end() {
    while (next().isPresent()) {
      continue;
    }
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new AssertionError(String.join(" ", command) + " says no more and does not end:\n" + said());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while following " + command, e);
    }
    return new Said(command, process.exitValue(), said() + "\n", "");
  }

  @Override
  public void close() {
    process.destroyForcibly();
    reader.interrupt();
  }
}
