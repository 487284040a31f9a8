package org.dormouse.servicing.steps;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A script on this machine in a session of its own, which lives on when the engine is killed and is found by the next
 * one. All of it lies in one private folder:
 * <pre>
 * script   its text (0700)
 * begun    written before it is started: with this and nothing else, nobody knows whether it ran
 * pid      process id of the leader of the session
 * output   the last part of what it printed, once it has ended
 * exit     its exit code
 * </pre>
 * Its processes are known by a variable in their environment, {@value #MARK}, whatever became of their parents. Linux.
 */
record LocalProcess(Path folder) {

  static final String MARK = "DORMOUSE_HOOK_DIR";
  private static final int LONGEST_OUTPUT = 64 * 1024;
  private static final int LOOKS = 5;
  private static final long PAUSE_MILLIS = 40;

  /** Argument: the folder. The script's first line may name its interpreter; nothing of the script is read here. */
  private static final String LEADER = """
      cd "$1" || exit 125
      echo $$ > pid.new && mv pid.new pid || exit 125
      {
        read -r first < script
        case $first in
          '#!'*) set -f; set -- ${first#??}; "$@" ./script ;;
          *) /bin/sh ./script ;;
        esac
        echo $? > exit.new && mv exit.new exit
      } 2>&1 </dev/null | tail -c 65536 > output
      """;

  enum State {
    /** Nothing was ever started here. */
    NONE,
    RUNNING,
    /** There is an exit code, and all it printed. */
    ENDED,
    /** It was begun and is no more, and left no exit code. */
    LOST
  }

  /** @param environment all that it gets, beside the mark */
  void begin(String script, Map<String, String> environment) throws IOException {
    end();
    remove(folder);
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path text = Files.createFile(folder.resolve("script"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(text, script);
    Files.createFile(folder.resolve("begun"));
    // what it does outside outlives a power cut, so that it was begun has to
    for (Path path : List.of(folder.resolve("begun"), folder, folder.getParent(), folder.getParent().getParent())) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
    ProcessBuilder builder = new ProcessBuilder("setsid", "/bin/sh", "-c", LEADER, "sh", folder.toString())
        .redirectInput(new File("/dev/null")).redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put(MARK, folder.toString());
    builder.start();
  }

  /** A process that is just being replaced by another program has no environment for a moment: looks again then. */
  State state() {
    State state = look();
    for (int again = 0; state == State.LOST && again < LOOKS; again++) {
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return state;
      }
      state = look();
    }
    return state;
  }

  private State look() {
    if (!Files.exists(folder.resolve("begun"))) {
      return State.NONE;
    }
    if (isMarked(leader(), folder.toString(), true)) {
      return State.RUNNING;
    }
    if (exitCode().isPresent()) {
      return State.ENDED;
    }
    // before it has said its number, or when only a child of it is left
    if (!marked(folder.toString(), true).isEmpty()) {
      return State.RUNNING;
    }
    // it may have ended since it was looked for
    return exitCode().isPresent() ? State.ENDED : State.LOST;
  }

  Optional<Integer> exitCode() {
    try {
      return Optional.of(Integer.parseInt(Files.readString(folder.resolve("exit")).strip()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** What the script itself left running after its end, which would keep its output open. */
  void endChildren() {
    long leader = leader();
    marked(folder.toString(), true).stream()
        .filter(process -> process.pid() != leader && process.parent().map(ProcessHandle::pid).orElse(0L) != leader)
        .forEach(ProcessHandle::destroyForcibly);
  }

  private long leader() {
    try {
      return Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    } catch (IOException | NumberFormatException e) {
      return -1;
    }
  }

  String output() {
    try (var in = Files.newInputStream(folder.resolve("output"))) {
      return new String(in.readNBytes(LONGEST_OUTPUT), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /** Kills it with all its children. */
  void end() throws IOException {
    endAll(folder, true);
  }

  /** Kills whatever was started in this folder or below it. */
  static void endBelow(Path folder) throws IOException {
    endAll(folder, false);
  }

  private static void endAll(Path folder, boolean exact) throws IOException {
    for (int tries = 0; tries < 50; tries++) {
      List<ProcessHandle> left = marked(folder.toString(), exact);
      if (left.isEmpty()) {
        return;
      }
      left.forEach(ProcessHandle::destroyForcibly);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while ending processes of " + folder, e);
      }
    }
    throw new IOException("processes of " + folder + " do not end");
  }

  /** Processes of this user that carry the mark with that folder, or with one below it. */
  private static List<ProcessHandle> marked(String folder, boolean exact) {
    return ProcessHandle.allProcesses().filter(process -> isMarked(process.pid(), folder, exact)).toList();
  }

  private static boolean isMarked(long pid, String folder, boolean exact) {
    String entry = "\0" + MARK + "=" + folder;
    try {
      String all = "\0" + new String(Files.readAllBytes(Path.of("/proc/" + pid + "/environ")), StandardCharsets.UTF_8);
      return all.contains(entry + "\0") || !exact && all.contains(entry + "/");
    } catch (IOException e) {
      // there is none, or it has ended meanwhile, or is somebody else's
      return false;
    }
  }

  static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
