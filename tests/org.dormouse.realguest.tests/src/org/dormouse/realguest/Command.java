package org.dormouse.realguest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program, bounded, and keeps what it said. */
final class Command {

  /** @param output standard output, {@code errors} standard error */
  record Said(List<String> command, int exitCode, String output, String errors) {

    /** Everything, for the message of an assertion. */
    String all() {
      return String.join(" ", command) + "\nexit code " + exitCode + "\n" + output + errors;
    }

    Said expectSuccess() {
      if (exitCode != 0) {
        throw new AssertionError(all());
      }
      return this;
    }
  }

  private Command() {}

  static Said run(Duration limit, Path folder, Map<String, String> environment, List<String> command) {
    try {
      Path output = Files.createTempFile("dormouse-said", ".out");
      Path errors = Files.createTempFile("dormouse-said", ".err");
      try {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
          // a virtual machine of Java answers this signal with what its threads are doing
          new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid())).start().waitFor(5, TimeUnit.SECONDS);
          process.waitFor(2, TimeUnit.SECONDS);
          process.destroyForcibly();
          throw new AssertionError(String.join(" ", command) + " did not end within " + limit + ":\n"
              + Files.readString(output) + Files.readString(errors));
        }
        return new Said(command, process.exitValue(), text(output), text(errors));
      } finally {
        Files.deleteIfExists(output);
        Files.deleteIfExists(errors);
      }
    } catch (IOException e) {
      throw new AssertionError("cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while running " + command, e);
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
