package org.dormouse.guest.qga.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dormouse.spi.GuestSession.CommandResult;
import org.dormouse.spi.GuestSession.JobResult;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/**
 * Jobs that outlive the agent that starts them. Upgrading the agent's package stops its unit and all that runs under
 * it, so a job runs in a unit (else a session) of its own, and all that is known of it lies in files. An agent that is
 * away for a while is no news of the job: it counts as running.
 */
final class AgentJobs {

  static final int SCRIPT_LIMIT = 1024 * 1024;
  static final int LOG_LIMIT = 64 * 1024;

  private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern PID_FILE = Pattern.compile("(\\d{1,10}) (\\d{1,16}) (\\S{1,60})");

  /**
   * Asking costs a guest without hardware virtualisation about 10 ms of its processor; what waits for the answer loses
   * half of this.
   */
  private static final Duration POLL = Duration.ofMillis(500);

  private static final Duration AWAY_POLL_AFTER = Duration.ofSeconds(3);

  /** An agent that does not answer by then is away for this poll; the next one asks again. */
  private static final Duration NEWS_LIMIT = Duration.ofSeconds(4);

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final AgentLink link;
  private final AgentCommands commands;
  private final AgentFiles files;

  AgentJobs(AgentLink link, AgentCommands commands, AgentFiles files) {
    this.link = link;
    this.commands = commands;
    this.files = files;
  }

  Result.Nothing start(String key, String script) throws AgentTrouble {
    byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
    if (!KEY.matcher(key).matches() || bytes.length == 0 || bytes.length > SCRIPT_LIMIT) {
      throw new AgentTrouble(Trouble.lasting("guest-job-refused", "The guest job " + AgentText.shown(key)
          + " has a key that cannot be, or its script of " + bytes.length + " bytes is empty or too large.", ""));
    }
    CommandResult result = repeatable(JobScripts.START, List.of(key), bytes);
    if (result.exitCode() != 0) {
      throw new AgentTrouble(Trouble.lasting("guest-job-not-started", "The guest job " + key + " could not be"
          + " started (exit code " + result.exitCode() + "): " + errors(result),
          result.exitCode() == 90 ? "Is /run full in the guest?" : ""));
    }
    return Result.Nothing.NOTHING;
  }

  Progress<JobResult> poll(String key) {
    if (!KEY.matcher(key).matches()) {
      return Progress.failed(unknown(key));
    }
    try {
      link.greet(NEWS_LIMIT);
      return look(key);
    } catch (AgentTrouble e) {
      return e.isSilence()
          ? Progress.running(key, "the guest agent is away at the moment", AWAY_POLL_AFTER)
          : Progress.failed(e.trouble());
    }
  }

  private Progress<JobResult> look(String key) throws AgentTrouble {
    String folder = JobScripts.FOLDER + key;
    Optional<JobResult> finished = finished(folder);
    if (finished.isPresent()) {
      return Progress.done(finished.get());
    }
    Optional<String> pid = told(folder + "/pid", 200);
    if (pid.isEmpty()) {
      return Progress.failed(unknown(key));
    }
    if (runs(pid.get())) {
      return Progress.running(key, "the job runs in the guest", POLL);
    }
    return finished(folder).map(Progress::done).orElseGet(() -> Progress.failed(Trouble.lasting("guest-job-died",
        "The guest job " + key + " ended without telling its exit code.", "Was it killed, or is /run full?")));
  }

  private Optional<JobResult> finished(String folder) throws AgentTrouble {
    Optional<String> exit = told(folder + "/exit", 20);
    if (exit.isEmpty()) {
      return Optional.empty();
    }
    int code;
    try {
      code = Integer.parseInt(exit.get());
    } catch (NumberFormatException e) {
      throw new AgentTrouble(AgentLink.malformed("an exit code that is no number"));
    }
    String log = new String(files.readTail(folder + "/log", LOG_LIMIT), StandardCharsets.UTF_8);
    return Optional.of(new JobResult(code, log));
  }

  /** What a file of the job says, once it says something. */
  private Optional<String> told(String path, int limit) throws AgentTrouble {
    return files.readIfThere(path, limit).map(AgentJobs::text).filter(text -> !text.isEmpty());
  }

  /** Whether the process of a pid file is there, and no other that was given its id. */
  private boolean runs(String pidFile) throws AgentTrouble {
    var written = PID_FILE.matcher(pidFile);
    if (!written.matches()) {
      throw new AgentTrouble(AgentLink.malformed("a process id that is none"));
    }
    Optional<byte[]> stat = files.readIfThere("/proc/" + written.group(1) + "/stat", 4096);
    if (stat.isEmpty()) {
      return false;
    }
    String line = text(stat.get());
    String[] fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ");
    return fields.length > 19 && fields[19].equals(written.group(2)) && !fields[0].equals("Z");
  }

  Result.Nothing end(List<String> keys) throws AgentTrouble {
    List<String> known = keys.stream().filter(key -> KEY.matcher(key).matches()).toList();
    if (known.isEmpty()) {
      return Result.Nothing.NOTHING;
    }
    CommandResult result = repeatable(JobScripts.END, known, new byte[0]);
    if (result.exitCode() != 0) {
      throw new AgentTrouble(Trouble.passing("guest-job-not-ended", "The guest job " + String.join(", ", known)
          + " could not be removed: " + errors(result), ""));
    }
    return Result.Nothing.NOTHING;
  }

  /** A job may restart the agent before the agent has told that the job was started: then it is started once more. */
  private CommandResult repeatable(String script, List<String> keys, byte[] input) throws AgentTrouble {
    List<String> command = Stream.concat(Stream.of("/bin/sh", "-c", script, "sh"), keys.stream()).toList();
    try {
      return commands.run(command, input, LIMIT);
    } catch (AgentTrouble e) {
      if (e.isSilence() || e.trouble().code().equals("guest-command-lost")) {
        return commands.run(command, input, LIMIT);
      }
      throw e;
    }
  }

  private static Trouble unknown(String key) {
    return Trouble.lasting("guest-job-unknown", "The guest knows nothing of a job " + AgentText.shown(key) + ".",
        "Was the guest restarted meanwhile?");
  }

  private static String errors(CommandResult result) {
    return AgentText.shown(new String(result.errors(), StandardCharsets.UTF_8));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).strip();
  }
}
