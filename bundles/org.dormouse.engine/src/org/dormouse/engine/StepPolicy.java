package org.dormouse.engine;

import java.time.Duration;

/**
 * The named values by which a step is bounded and retried.
 *
 * @param timeout for one attempt, from its start; on expiry the handler is told to stop
 * @param attempts at most, at least 1
 * @param backoff delay before the second attempt, doubled for each further one up to {@code longestBackoff}
 * @param recovery what to do with a step that was under way when the engine died and whose handler does not find it
 * @param skippable whether a person may decide SKIP
 */
public record StepPolicy(Duration timeout, int attempts, Duration backoff, Duration longestBackoff,
    Recovery recovery, boolean skippable) {

  public sealed interface Recovery {
    /** Run it again: it is idempotent. */
    record Repeat() implements Recovery {}

    /** Begin the servicing again from the step of that kind, once. */
    record RestartFrom(String kind) implements Recovery {}

    /** Ask; fail the servicing at the deadline. */
    record Ask(Duration deadline) implements Recovery {}
  }

  public StepPolicy {
    if (attempts < 1 || timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("attempts must be 1 or more and the time-out positive: " + attempts + ", "
          + timeout);
    }
  }

  public static StepPolicy once(Duration timeout) {
    return new StepPolicy(timeout, 1, Duration.ZERO, Duration.ZERO, new Recovery.Repeat(), false);
  }
}
