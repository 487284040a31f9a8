package org.dormouse.engine;

import java.util.Optional;

/**
 * Does the work of one kind of step. Keeps nothing in fields between calls: everything it needs later goes into the
 * ticket or the output. Calls for one step never overlap; they come on their own threads and may block, but not longer
 * than ten minutes; what takes longer is {@link Outcome.Running}. An exception is a failed step that names it.
 */
public interface StepHandler {

  /** The kind of step it does, or the family of kinds: see {@link PlannedStep#kind}. */
  String kind();

  /** Starts the step. The attempt's row says STARTING, durably, before this is called. */
  Outcome start(StepContext context);

  /** Asks how a running step is. */
  Outcome poll(StepContext context, String ticket);

  /** Ends a running step early (cancel or time-out); bounded by a minute; idempotent. */
  void stop(StepContext context, String ticket);

  /**
   * After a crash: what became of a start whose answer was never seen. Empty: nothing is known, the policy's recovery
   * applies.
   */
  default Optional<Outcome> find(StepContext context) {
    return Optional.empty();
  }

  /**
   * Whether a call that is under way when its servicing is cancelled is interrupted, after a moment in which it may end
   * by itself. A handler whose call cannot be cut off without leaving in doubt what it did says no, keeps that call
   * short, and looks at {@link StepContext#cancelRequested} before the point of no return. A time-out interrupts in any
   * case.
   */
  default boolean yieldsToCancel() {
    return true;
  }
}
