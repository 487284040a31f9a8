package org.dormouse.server.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.LoggerFactory;

/**
 * Gives the session of the engine the niceness that the engine was started with. Where Linux schedules each session as a
 * group, niceness alone counts among the members of the session only (sched(7), "The autogroup feature"). What is started
 * in a session of its own, as virtual machines are, is left at the niceness that it inherits.
 */
final class Niceness {

  // Of what comes after the name in /proc/pid/stat (proc_pid_stat(5)): fields 6 and 19, counted from 3.
  private static final int SESSION = 3;
  private static final int NICE = 16;

  private Niceness() {}

  /** Does nothing in the session of somebody else, or where the system has no such groups. */
  static void ofWholeSession() {
    Path self = Path.of("/proc/self");
    Path group = self.resolve("autogroup");
    try {
      if (!Files.isWritable(group)) {
        return;
      }
      String line = Files.readString(self.resolve("stat"), StandardCharsets.ISO_8859_1);
      String[] fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ");
      boolean own = Long.parseLong(fields[SESSION]) == ProcessHandle.current().pid();
      if (own && Integer.parseInt(fields[NICE]) > 0) {
        Files.writeString(group, fields[NICE], StandardOpenOption.WRITE);
      }
    } catch (IOException | RuntimeException e) {
      LoggerFactory.getLogger(Niceness.class).debug("the session stays as important as others", e);
    }
  }
}
