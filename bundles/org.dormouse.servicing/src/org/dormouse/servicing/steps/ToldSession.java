package org.dormouse.servicing.steps;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.dormouse.spi.CommandJournal;
import org.dormouse.spi.CommandJournal.Command;
import org.dormouse.spi.CommandJournal.Place;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;

/** A session whose commands are written down, whichever back end or hook gives them. Reading is not. */
record ToldSession(GuestSession session, String key, CommandJournal journal) implements GuestSession {

  private static final int MOST_TEXT = 64 << 10;

  private void tell(List<String> words, byte[] input, String remark) {
    String text = input.length <= MOST_TEXT ? new String(input, StandardCharsets.UTF_8) : "";
    journal.carriedOut(key, new Command(Place.GUEST, words, text,
        text.isEmpty() && input.length > 0 ? remark + " (" + input.length + " bytes on standard input)" : remark));
  }

  @Override
  public Result<GuestFacts> facts() {
    return session.facts();
  }

  @Override
  public Result<CommandResult> run(List<String> command, byte[] input, Duration limit) {
    return session.run(command, input, limit).map(result -> {
      tell(command, input, result.exitCode() == 0 ? "" : "ended with exit code " + result.exitCode());
      return result;
    });
  }

  @Override
  public Result<Result.Nothing> write(String path, byte[] content, int mode) {
    return session.write(path, content, mode).map(nothing -> {
      tell(List.of("install", "-m", Integer.toOctalString(mode), "/dev/stdin", path), content, "");
      return nothing;
    });
  }

  @Override
  public Result<byte[]> read(String path, int limit) {
    return session.read(path, limit);
  }

  @Override
  public Result<Result.Nothing> startJob(String job, String script) {
    return session.startJob(job, script).map(nothing -> {
      tell(List.of("/bin/sh", "-s"), script.getBytes(StandardCharsets.UTF_8),
          "as a job of its own, which outlives the guest agent");
      return nothing;
    });
  }

  @Override
  public Progress<JobResult> pollJob(String job) {
    return session.pollJob(job);
  }

  @Override
  public Result<Result.Nothing> endJobs(List<String> jobs) {
    return session.endJobs(jobs);
  }

  @Override
  public Result<Result.Nothing> leave(Leave how) {
    return session.leave(how).map(nothing -> {
      tell(List.of("shutdown", how == Leave.RESTART ? "-r" : "-P", "+0"), new byte[0], "asked of the guest agent");
      return nothing;
    });
  }

  @Override
  public void close() {
    session.close();
  }
}
