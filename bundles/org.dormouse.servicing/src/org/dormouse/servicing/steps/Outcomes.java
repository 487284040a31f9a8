package org.dormouse.servicing.steps;

import java.time.Duration;
import java.util.function.Function;
import org.dormouse.engine.Outcome;
import org.dormouse.engine.StepTrouble;
import org.dormouse.json.Json;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/** From what back ends answer to what the engine understands. */
final class Outcomes {

  private Outcomes() {}

  static Outcome done(Object output) {
    return new Outcome.Done(Json.write(output));
  }

  static Outcome nothingPending(Object output) {
    return new Outcome.NothingPending(Json.write(output));
  }

  /** A passing trouble is retried by the step's policy, a lasting one fails the step. */
  static Outcome of(Trouble trouble) {
    StepTrouble step = trouble(trouble);
    return trouble.passing() ? new Outcome.Retry(step, Duration.ZERO) : new Outcome.Failed(step);
  }

  static StepTrouble trouble(Trouble trouble) {
    return new StepTrouble(trouble.code(), trouble.message(), trouble.remedy());
  }

  static Outcome failed(String code, String message, String remedy) {
    return new Outcome.Failed(new StepTrouble(code, message, remedy));
  }

  static Outcome running(String ticket, String detail, Duration pollAfter) {
    return new Outcome.Running(ticket, detail, -1, pollAfter);
  }

  static <T> Outcome of(Result<T> result, Function<T, Outcome> then) {
    return switch (result) {
      case Result.Ok<T>(T value) -> then.apply(value);
      case Result.Failed<T>(Trouble trouble) -> of(trouble);
    };
  }

  /** The outer ticket is made from the inner one of the back end. */
  static <T> Outcome of(Progress<T> progress, Function<String, String> ticket, Function<T, Outcome> then) {
    return switch (progress) {
      case Progress.Done<T>(T value) -> then.apply(value);
      case Progress.Running<T>(var inner, var detail, var fraction, var after) ->
          new Outcome.Running(ticket.apply(inner), detail, fraction, after);
      case Progress.Failed<T>(Trouble trouble) -> of(trouble);
    };
  }
}
