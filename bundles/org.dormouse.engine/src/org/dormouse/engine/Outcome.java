package org.dormouse.engine;

import java.time.Duration;

/** What a call to a {@link StepHandler} came to. Only the engine turns it into rows. */
public sealed interface Outcome {

  /** The step succeeded. @param output opaque text for later steps and the report, at most 4 MiB, no secret */
  record Done(String output) implements Outcome {}

  /** The step succeeded and there is nothing more to do for this servicing: the rest is skipped, release excepted. */
  record NothingPending(String output) implements Outcome {}

  /**
   * The step was started or goes on; ask again after {@code pollAfter}.
   *
   * @param ticket opaque, kept durably when it differs from the one before; at most 64 KiB
   * @param detail one short line for the user
   * @param fraction 0 to 1, negative where unknown
   */
  record Running(String ticket, String detail, double fraction, Duration pollAfter) implements Outcome {}

  /** Try again, as a new attempt, not before the delay and within the policy's attempts. */
  record Retry(StepTrouble trouble, Duration notBefore) implements Outcome {}

  /**
   * What this servicing had on its host is worthless (the guest died, the host restarted): once per servicing it
   * begins again from the step of the given kind; the second time it has failed with the trouble.
   */
  record StartOver(String fromKind, StepTrouble trouble) implements Outcome {}

  /** A person has to decide; after the deadline the default decision is taken. */
  record NeedsOperator(String question, Duration deadline, Decision byDefault) implements Outcome {}

  record Cancelled() implements Outcome {}

  record Failed(StepTrouble trouble) implements Outcome {}
}
