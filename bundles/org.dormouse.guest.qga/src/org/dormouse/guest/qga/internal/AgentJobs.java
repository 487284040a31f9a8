package org.dormouse.guest.qga.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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
  private static final Pattern UPTIME = Pattern.compile("(\\d{1,12})\\.\\d+ .*");
  private static final Duration SHORTEST_POLL = Duration.ofMillis(200);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(2);
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
    CommandResult result = repeatable(JobScripts.START, key, bytes);
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
    Optional<byte[]> pid = files.readIfThere(folder + "/pid", 200);
    if (pid.isEmpty()) {
      return Progress.failed(unknown(key));
    }
    Optional<Duration> age = age(text(pid.get()));
    if (age.isPresent()) {
      return Progress.running(key, "the job runs in the guest", pollAfter(age.get()));
    }
    return finished(folder).map(Progress::done).orElseGet(() -> Progress.failed(Trouble.lasting("guest-job-died",
        "The guest job " + key + " ended without telling its exit code.", "Was it killed, or is /run full?")));
  }

  private Optional<JobResult> finished(String folder) throws AgentTrouble {
    Optional<byte[]> exit = files.readIfThere(folder + "/exit", 20);
    if (exit.isEmpty()) {
      return Optional.empty();
    }
    int code;
    try {
      code = Integer.parseInt(text(exit.get()));
    } catch (NumberFormatException e) {
      throw new AgentTrouble(AgentLink.malformed("an exit code that is no number"));
    }
    String log = new String(files.readTail(folder + "/log", LOG_LIMIT), StandardCharsets.UTF_8);
    return Optional.of(new JobResult(code, log));
  }

  /** How long the process of a pid file has been running; empty if it is no more, or another has its id. */
  private Optional<Duration> age(String pidFile) throws AgentTrouble {
    var written = PID_FILE.matcher(pidFile);
    if (!written.matches()) {
      throw new AgentTrouble(AgentLink.malformed("a process id that is none"));
    }
    Optional<byte[]> stat = files.readIfThere("/proc/" + written.group(1) + "/stat", 4096);
    if (stat.isEmpty()) {
      return Optional.empty();
    }
    String line = text(stat.get());
    String[] fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ");
    boolean sameProcess = fields.length > 19 && fields[19].equals(written.group(2)) && !fields[0].equals("Z");
    return sameProcess ? Optional.of(age(Long.parseLong(written.group(2)))) : Optional.empty();
  }

  /** @param startTicks since the guest's boot, USER_HZ of them a second, which is 100 on what Linux runs on today */
  private Duration age(long startTicks) throws AgentTrouble {
    var uptime = UPTIME.matcher(text(files.read("/proc/uptime", 100)));
    if (!uptime.matches()) {
      throw new AgentTrouble(AgentLink.malformed("an uptime that is none"));
    }
    return Duration.ofMillis(Math.max(0, Long.parseLong(uptime.group(1)) * 1000 - startTicks * 10));
  }

  /** A twentieth of the job's age, so that waiting for the next poll costs little against the job itself. */
  private static Duration pollAfter(Duration age) {
    Duration part = age.dividedBy(20);
    return part.compareTo(SHORTEST_POLL) < 0 ? SHORTEST_POLL : part.compareTo(LONGEST_POLL) > 0 ? LONGEST_POLL : part;
  }

  Result.Nothing end(String key) throws AgentTrouble {
    if (!KEY.matcher(key).matches()) {
      return Result.Nothing.NOTHING;
    }
    CommandResult result = repeatable(JobScripts.END, key, new byte[0]);
    if (result.exitCode() != 0) {
      throw new AgentTrouble(Trouble.passing("guest-job-not-ended", "The guest job " + key
          + " could not be removed: " + errors(result), ""));
    }
    return Result.Nothing.NOTHING;
  }

  /** A job may restart the agent before the agent has told that the job was started: then it is started once more. */
  private CommandResult repeatable(String script, String key, byte[] input) throws AgentTrouble {
    List<String> command = List.of("/bin/sh", "-c", script, "sh", key);
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
