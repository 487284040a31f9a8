package org.dormouse.backend.simulated.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.spi.GuestSession.GuestFacts;

/**
 * The inside of a running simulated VM: an agent that answers after the boot, jobs, a few files, and the packages as a
 * number. All its methods are called by one {@link Deployment}, under its lock.
 */
final class SimulatedGuest {
  /** The client that simulated update services talk to: {@code simulated-updates state} and, as a job, install. */
  static final String CLIENT = "simulated-updates";
  static final String FOLDERS = "/run/dormouse/";
  private static final Duration FOREVER = Duration.ofDays(36_500);
  private static final List<String> PARENTS = List.of("/run", "/tmp", "/root", "/etc", "/var/tmp");

  private final String name;
  private final int index;
  private final GuestHabits habits;
  private Instant booted;
  private int boots;
  private int step;
  private Map<String, byte[]> files = Map.of();
  private Map<String, Job> jobs = Map.of();

  /** @param installs the step that the packages are at once the job has ended well */
  private record Job(Instant ends, int exitCode, String log, int installs) {}

  SimulatedGuest(Content boot, GuestHabits habits, Instant now) {
    this.name = boot.machine();
    this.index = boot.index();
    this.step = boot.step();
    this.habits = habits;
    boot(now);
  }

  private void boot(Instant now) {
    booted = now;
    boots++;
    files = Map.of();
    jobs = Map.of();
  }

  void restart(Instant now) {
    settle(now);
    boot(now);
  }

  int step(Instant now) {
    settle(now);
    return step;
  }

  /** Jobs that have ended have had their effect. */
  private void settle(Instant now) {
    for (Job job : jobs.values()) {
      if (job.installs() > step && job.exitCode() == 0 && !now.isBefore(job.ends())) {
        step = job.installs();
      }
    }
  }

  boolean answers(Instant now) {
    boolean installing = jobs.values().stream().anyMatch(job -> job.installs() > 0);
    return !habits.silent() && !now.isBefore(booted.plus(habits.boot())) && !(habits.diesInInstall() && installing);
  }

  boolean crashes() {
    return habits.crashesInInstall() && jobs.values().stream().anyMatch(job -> job.installs() > 0);
  }

  GuestFacts facts() {
    return new GuestFacts("debian", "12", "6.1.0-" + (10 + step) + "-cloud-amd64", "x86_64",
        Chance.digest(name + " boot " + boots + booted).substring(0, 32), name);
  }

  Map<String, byte[]> files() {
    if (files.isEmpty()) {
      files = new HashMap<>();
    }
    return files;
  }

  Optional<byte[]> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  boolean hasFolder(String path) {
    int slash = path.lastIndexOf('/');
    String parent = slash > 0 ? path.substring(0, slash) : "";
    return PARENTS.contains(parent)
        || parent.startsWith(FOLDERS) && jobs.containsKey(parent.substring(FOLDERS.length()));
  }

  TinyShell run(List<String> command, byte[] input, Instant now) {
    var shell = new TinyShell(files(), "");
    if (command.equals(List.of(CLIENT, "state"))) {
      settle(now);
      shell.command(List.of("printf", "%s", name + " " + index + " " + step), input);
    } else {
      shell.command(command, input);
    }
    return shell;
  }

  void start(String key, String script, Instant now) {
    if (jobs.containsKey(key)) {
      return;
    }
    if (jobs.isEmpty()) {
      jobs = new HashMap<>();
    }
    String[] words = script.strip().split(" ");
    if (words[0].equals(CLIENT) && words.length == 5 && words[1].equals("install")) {
      int exit = Integer.parseInt(words[4]);
      String log = exit == 0 ? "Setting up packages of step " + words[2] + ".\n" : "A maintainer script failed.\n";
      jobs.put(key, new Job(now.plusMillis(Long.parseLong(words[3])), exit, log, Integer.parseInt(words[2])));
      return;
    }
    var shell = new TinyShell(files(), FOLDERS + key);
    shell.script(script);
    String log = new String(shell.output(), StandardCharsets.UTF_8)
        + new String(shell.errors(), StandardCharsets.UTF_8);
    Duration takes = shell.takes().compareTo(FOREVER) > 0 ? FOREVER : shell.takes();
    jobs.put(key, new Job(now.plus(takes), shell.exitCode(), last(log), 0));
  }

  private static String last(String log) {
    int most = 64 * 1024;
    return log.length() <= most ? log : log.substring(log.length() - most);
  }

  /** How a job stands. */
  record JobState(Instant ends, int exitCode, String log) {}

  Optional<JobState> job(String key, Instant now) {
    settle(now);
    return Optional.ofNullable(jobs.get(key)).map(job -> new JobState(job.ends(), job.exitCode(), job.log()));
  }

  void end(String key, Instant now) {
    settle(now);
    if (jobs.containsKey(key)) {
      jobs.remove(key);
      files().keySet().removeIf(path -> path.startsWith(FOLDERS + key + "/"));
    }
  }
}
