package org.dormouse.backend.simulated.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The few commands that a simulated guest knows: enough for hooks in a demo and for the contract of guest channels.
 * Statements are separated by semicolons or lines; {@code >}, {@code >>}, {@code >&2} at their end; comments; nothing
 * else of a shell.
 */
final class TinyShell {
  private static final int MOST_OUTPUT = 8 << 20;
  private final Map<String, byte[]> files;
  private final String jobFolder;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private Duration takes = Duration.ZERO;
  private int exitCode;
  private boolean exited;

  /** @param jobFolder what {@code $DORMOUSE_DIR} is, empty outside of jobs */
  TinyShell(Map<String, byte[]> files, String jobFolder) {
    this.files = files;
    this.jobFolder = jobFolder;
  }

  int exitCode() {
    return exitCode;
  }

  byte[] output() {
    return output.toByteArray();
  }

  byte[] errors() {
    return errors.toByteArray();
  }

  /** How long all of it takes in the guest. */
  Duration takes() {
    return takes;
  }

  void script(String script) {
    for (String statement : script.split("[;\n]")) {
      if (!exited && !statement.isBlank() && !statement.strip().startsWith("#")) {
        statement(statement.strip());
      }
    }
  }

  private void statement(String statement) {
    String left = statement.replace("\"$DORMOUSE_DIR\"", jobFolder);
    if (left.contains(" | ")) {
      // Of a pipe only the first command does anything here.
      left = left.substring(0, left.indexOf(" | "));
    }
    int at = left.lastIndexOf('>');
    if (at < 0) {
      command(List.of(left.split("\\s+")), new byte[0], output);
      return;
    }
    String target = left.substring(at + 1).strip();
    boolean append = at > 0 && left.charAt(at - 1) == '>';
    var redirected = new ByteArrayOutputStream();
    command(List.of(left.substring(0, append ? at - 1 : at).strip().split("\\s+")), new byte[0], redirected);
    if (target.equals("&2")) {
      errors.writeBytes(redirected.toByteArray());
    } else {
      var content = new ByteArrayOutputStream();
      content.writeBytes(append ? files.getOrDefault(target, new byte[0]) : new byte[0]);
      content.writeBytes(redirected.toByteArray());
      files.put(target, content.toByteArray());
    }
  }

  void command(List<String> words, byte[] input) {
    command(words, input, output);
  }

  private void command(List<String> words, byte[] input, ByteArrayOutputStream out) {
    String last = words.getLast();
    exitCode = 0;
    switch (words.getFirst()) {
      case "true", ":" -> { }
      case "false" -> exitCode = 1;
      case "exit" -> {
        exitCode = number(last) & 255;
        exited = true;
      }
      case "echo" -> out.writeBytes((String.join(" ", words.subList(1, words.size())) + "\n")
          .getBytes(StandardCharsets.UTF_8));
      case "printf" -> out.writeBytes(last.getBytes(StandardCharsets.UTF_8));
      case "cat" -> out.writeBytes(words.size() > 1 ? files.getOrDefault(last, new byte[0]) : input);
      case "head" -> out.writeBytes("x".repeat(Math.min(MOST_OUTPUT, number(words.get(words.size() - 2))))
          .getBytes(StandardCharsets.UTF_8));
      case "sleep" -> takes = takes.plusSeconds(number(last));
      case "rm" -> words.forEach(files::remove);
      case "test" -> exitCode = exists(last) ? 0 : 1;
      case "sh", "/bin/sh" -> {
        // with arguments it is one of the fixed probes of the product: in here all is well
        if (words.size() == 3) {
          script(last);
        }
      }
      default -> {
        exitCode = 127;
        errors.writeBytes((words.getFirst() + ": not found\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private boolean exists(String path) {
    if (!jobFolder.isEmpty() && path.equals(jobFolder)) {
      return true;
    }
    return new ArrayList<>(files.keySet()).stream().anyMatch(file -> file.equals(path) || file.startsWith(path + "/"));
  }

  private static int number(String word) {
    return word.matches("[0-9]{1,9}") ? Integer.parseInt(word) : 0;
  }
}
