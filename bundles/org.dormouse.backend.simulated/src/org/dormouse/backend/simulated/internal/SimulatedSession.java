package org.dormouse.backend.simulated.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dormouse.backend.simulated.internal.SimulatedGuest.JobState;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/** A session with a simulated guest. */
public final class SimulatedSession implements GuestSession {
  private static final int MOST_OUTPUT = 1 << 20;
  private static final int LARGEST_FILE = 64 << 20;
  private final SimulatedState state;
  private final Deployment deployment;

  public SimulatedSession(SimulatedState state, Deployment deployment) {
    this.state = state;
    this.deployment = deployment;
  }

  private <T> Result<T> ask(Function<SimulatedGuest, Result<T>> question) {
    return deployment.ask(state.now(), question).orElseGet(() -> Result.failed(silent()));
  }

  private Trouble silent() {
    return Trouble.passing("guest-silent", "The guest of VM " + deployment.machine() + " does not answer (simulated).",
        "");
  }

  private <T> Result<T> failed(String code, String what) {
    return Result.failed(Trouble.lasting(code, "VM " + deployment.machine() + ": " + what + ".", ""));
  }

  @Override
  public Result<GuestFacts> facts() {
    return ask(guest -> Result.ok(guest.facts()));
  }

  @Override
  public Result<CommandResult> run(List<String> command, byte[] input, Duration limit) {
    if (command.isEmpty()) {
      return failed("guest-command-empty", "there is no command");
    }
    return ask(guest -> {
      TinyShell shell = guest.run(command, input, state.now());
      if (shell.takes().compareTo(limit) > 0) {
        return failed("guest-command-late", "the command did not end within " + limit.toSeconds() + " s");
      }
      byte[] output = shell.output();
      return Result.ok(new CommandResult(shell.exitCode(), cut(output), cut(shell.errors()),
          output.length > MOST_OUTPUT));
    });
  }

  private static byte[] cut(byte[] output) {
    return output.length <= MOST_OUTPUT ? output : Arrays.copyOf(output, MOST_OUTPUT);
  }

  @Override
  public Result<Result.Nothing> write(String path, byte[] content, int mode) {
    return ask(guest -> {
      if (content.length > LARGEST_FILE || !guest.hasFolder(path)) {
        return failed("guest-file-not-written", "the file cannot be written there");
      }
      guest.files().put(path, content.clone());
      return Result.ok();
    });
  }

  @Override
  public Result<byte[]> read(String path, int limit) {
    return ask(guest -> {
      Optional<byte[]> content = guest.file(path);
      if (content.isEmpty()) {
        return failed("guest-file-missing", "there is no such file");
      }
      return content.get().length > limit
          ? failed("guest-file-too-large", "the file is larger than " + limit + " bytes")
          : Result.ok(content.get().clone());
    });
  }

  @Override
  public Result<Result.Nothing> startJob(String key, String script) {
    return !SimulatedState.isKey(key) ? SimulatedState.refuseKey(key)
        : ask(guest -> {
          guest.start(key, script, state.now());
          return Result.ok();
        });
  }

  @Override
  public Progress<JobResult> pollJob(String key) {
    Instant now = state.now();
    Result<Optional<JobState>> asked = ask(guest -> Result.ok(guest.job(key, now)));
    return switch (asked) {
      case Result.Failed<Optional<JobState>>(var trouble) -> Progress.failed(trouble);
      case Result.Ok<Optional<JobState>>(var job) -> job.map(found -> progress(key, found, now)).orElseGet(() ->
          Progress.failed(Trouble.lasting("guest-job-unknown", "VM " + deployment.machine()
              + " knows nothing of this job.", "")));
    };
  }

  private static Progress<JobResult> progress(String key, JobState job, Instant now) {
    if (!now.isBefore(job.ends())) {
      return Progress.done(new JobResult(job.exitCode(), job.log()));
    }
    Duration left = Duration.between(now, job.ends());
    Duration poll = left.compareTo(Duration.ofSeconds(5)) < 0 ? left : Duration.ofSeconds(5);
    return Progress.running(key, "working", poll);
  }

  @Override
  public Result<Result.Nothing> endJobs(List<String> keys) {
    return ask(guest -> {
      keys.forEach(key -> guest.end(key, state.now()));
      return Result.ok();
    });
  }

  @Override
  public Result<Result.Nothing> leave(Leave how) {
    return facts().map(facts -> {
      deployment.leave(how, state.now());
      return Result.Nothing.NOTHING;
    });
  }

  @Override
  public void close() {
    // Nothing was opened.
  }
}
