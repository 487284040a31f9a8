package org.dormouse.engine.internal;

/** What the engine does when a transition is taken: rows in the same transaction, calls after it is durable. */
public enum Action {
  /** Nothing more. */
  NONE,
  /** Wait for a slot and for what the step needs. */
  QUEUE,
  CALL_START,
  /** Ask the handler again after the delay it named. */
  POLL_LATER,
  /** Wait for a person until the deadline. */
  AWAIT_DECISION,
  /** On to the next step, or the end. */
  PROCEED,
  /** Skip what is left but the release, as there is nothing to do. */
  FINISH_EARLY,
  /** Skip what is left but the release, as this servicing has failed or is cancelled. */
  WIND_UP,
  /** A new attempt row, not claimed before its back-off is over. */
  TRY_AGAIN,
  /** Release this life, then begin the next one. */
  BEGIN_AGAIN,
  /** Try to release again later; the leases stay. */
  SWEEP_LATER,
  /** Free what was still held. */
  SETTLE
}
