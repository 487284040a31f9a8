package org.dormouse.update.apt.internal.guest;

import java.time.Duration;
import java.util.function.Function;
import org.dormouse.spi.GuestSession.JobResult;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService.Guest;

/**
 * One detached job in a guest. Its key is that of the servicing and the stage's name, so that starting it again after a
 * restart of the engine finds the job that runs. The ticket is the stage's name.
 */
record Stage(Guest guest, GuestPlace place, String name) {
  private static final Duration FIRST_POLL = Duration.ofMillis(500);

  <T> Progress<T> start(String script, String detail) {
    return switch (guest.session().startJob(place.job(name), script)) {
      case Result.Failed<Result.Nothing>(Trouble trouble) -> Progress.failed(trouble);
      case Result.Ok<Result.Nothing> ok -> Progress.running(name, detail, FIRST_POLL);
    };
  }

  /**
   * @param detail of the time it runs
   * @param judge is given what the job left, once it has ended
   */
  <T> Progress<T> poll(Detail detail, Function<StageOutput, Result<T>> judge) {
    return switch (guest.session().pollJob(place.job(name))) {
      case Progress.Failed<JobResult>(Trouble trouble) -> Progress.failed(trouble);
      case Progress.Running<JobResult>(var ticket, var said, var fraction, var after) -> {
        Detail.Line line = detail.now();
        yield new Progress.Running<>(name, line.text(), line.fraction(), after);
      }
      case Progress.Done<JobResult>(JobResult job) ->
          switch (StageOutput.of(guest.session(), place, name, job).then(judge)) {
            case Result.Ok<T>(T value) -> Progress.done(value);
            case Result.Failed<T>(Trouble trouble) -> Progress.failed(trouble);
          };
    };
  }

  /** Forgets the job, so that it can be run anew. What it left stays. */
  void forget() {
    guest.session().endJob(place.job(name));
  }

  /** What a job is doing at the moment, told as cheaply as possible. */
  interface Detail {
    Line now();

    /** @param fraction 0 to 1, or negative where it is not known */
    record Line(String text, double fraction) {}

    static Detail of(String text) {
      return () -> new Line(text, -1);
    }
  }
}
