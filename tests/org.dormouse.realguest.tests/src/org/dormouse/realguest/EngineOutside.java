package org.dormouse.realguest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The engine's process as somebody from outside has it: by its number, to be killed or waited for. */
record EngineOutside(Path state) {

  private static final Pattern BEGUN = Pattern.compile("engine \\S+ begins, process (\\d+)");

  /** For the environment of what starts an engine: it dies as if it were killed, at a point that its bundles know. */
  static Map<String, String> haltingAfter(String point) {
    return Map.of("JAVA_TOOL_OPTIONS", "'-Ddormouse.crashtest.haltAfter=" + point + "'");
  }

  /** Of the newest, by its log: an engine that is to die at once may not live long enough to be asked. */
  private long pid() {
    try {
      return BEGUN.matcher(Files.readString(state.resolve("log/engine.log"))).results()
          .mapToLong(begun -> Long.parseLong(begun.group(1))).reduce((first, last) -> last).orElseThrow();
    } catch (IOException e) {
      throw new AssertionError("no engine has begun", e);
    }
  }

  /** As a power cut for the engine alone; answers when. */
  Instant kill() {
    ProcessHandle engine = ProcessHandle.of(pid()).orElseThrow();
    Instant killed = Instant.now();
    if (!engine.destroyForcibly()) {
      throw new AssertionError("the engine could not be killed");
    }
    engine.onExit().join();
    return killed;
  }

  /** Waits until it is gone by itself; answers when it was seen to be. */
  Instant awaitEnd() {
    ProcessHandle.of(pid()).ifPresent(engine -> engine.onExit().orTimeout(15, TimeUnit.MINUTES).join());
    return Instant.now();
  }

  /** What it is doing, for the message about a command that waited too long for it. */
  String threads() {
    try {
      new ProcessBuilder("kill", "-QUIT", Long.toString(pid())).start().waitFor(5, TimeUnit.SECONDS);
      Thread.sleep(2000);
      return "\nThe engine:\n" + Files.readString(state.resolve("log/engine.out"));
    } catch (IOException | InterruptedException | AssertionError e) {
      return "\nThe engine could not be asked: " + e;
    }
  }
}
