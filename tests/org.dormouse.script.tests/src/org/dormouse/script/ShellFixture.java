package org.dormouse.script;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A shell in which {@code dormouse} is a program that writes down its arguments and what it reads. */
final class ShellFixture {

  /** @param input empty where it was not asked to read */
  record Call(List<String> arguments, String input) {}

  private final Path folder;

  ShellFixture(Path folder) throws IOException {
    this.folder = folder;
    Path shim = Files.createDirectories(folder.resolve("bin")).resolve("dormouse");
    Files.writeString(shim, """
        #!/bin/sh
        {
          printf '%s\\0' "$@"
          case " $* " in *" - "*) printf '\\1'; cat ;; esac
          printf '\\2'
        } >> "$RECORD"
        """);
    Files.setPosixFilePermissions(shim, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Runs the text by /bin/sh and answers what the program was called with, in order. */
  List<Call> calls(String script) throws IOException, InterruptedException {
    Path record = folder.resolve("record");
    Files.deleteIfExists(record);
    run(script, record);
    List<Call> calls = new ArrayList<>();
    String text = Files.exists(record) ? Files.readString(record, StandardCharsets.UTF_8) : "";
    for (String call : text.split("\2")) {
      if (!call.isEmpty()) {
        int input = call.indexOf('\1');
        String arguments = input < 0 ? call : call.substring(0, input);
        List<String> words = new ArrayList<>(List.of(arguments.split("\0", -1)));
        words.removeLast();
        calls.add(new Call(words, input < 0 ? "" : call.substring(input + 1)));
      }
    }
    return calls;
  }

  /** What the text printed. */
  String run(String script) throws IOException, InterruptedException {
    return run(script, folder.resolve("none"));
  }

  private String run(String script, Path record) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("script.sh"), script);
    Path out = folder.resolve("out");
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", file.toString()).directory(folder.toFile())
        .redirectErrorStream(true).redirectOutput(out.toFile()).redirectInput(new File("/dev/null"));
    builder.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
    builder.environment().put("RECORD", record.toString());
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError(Files.readString(out) + "\n" + script);
    }
    return Files.readString(out);
  }
}
