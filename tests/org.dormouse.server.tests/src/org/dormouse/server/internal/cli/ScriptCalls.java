package org.dormouse.server.internal.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Has the shell read a script, and notes what it calls the command line with instead of carrying that out. */
final class ScriptCalls {
  private ScriptCalls() {
  }

  /** One call: the words behind the command's name, and what it was given to read. */
  record Call(List<String> words, String input) {}

  /** What the script calls the command line with. */
  static List<Call> of(Path folder, String script) throws IOException, InterruptedException {
    Path shim = Files.createDirectories(folder.resolve("bin")).resolve("dormouse");
    Files.writeString(shim, """
        #!/bin/sh
        { printf '%s\\0' "$@"; case " $* " in *" - "*) printf '\\1'; cat ;; esac; printf '\\2'; } >> "$RECORD"
        """);
    Files.setPosixFilePermissions(shim, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path record = folder.resolve("record");
    Files.deleteIfExists(record);
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", Files.writeString(folder.resolve("s.sh"), script).toString())
        .redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile())
        .redirectInput(new File("/dev/null"));
    builder.environment().put("PATH", shim.getParent() + ":/usr/bin:/bin");
    builder.environment().put("RECORD", record.toString());
    Process process = builder.start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0, script);
    List<Call> calls = new ArrayList<>();
    for (String call : Files.readString(record).split("\2")) {
      int at = call.indexOf('\1');
      List<String> words = new ArrayList<>(List.of((at < 0 ? call : call.substring(0, at)).split("\0", -1)));
      words.removeLast();
      calls.add(new Call(words, at < 0 ? "" : call.substring(at + 1)));
    }
    return calls;
  }
}
