package org.dormouse.engine;

/** State of one attempt of one step. */
public enum StepState {
  /** Waits for the steps before it. */
  PENDING,
  /** May be claimed. */
  READY,
  /** Claimed; the handler's start has been or is about to be called. */
  STARTING,
  /** Under way; there is a ticket. */
  RUNNING,
  NEEDS_OPERATOR,
  SUCCEEDED,
  FAILED,
  SKIPPED,
  CANCELLED,
  /** A release whose attempts are spent: the sweep goes on trying, the leases stay. */
  CLEANUP_OWED;

  public boolean isFinal() {
    return switch (this) {
      case SUCCEEDED, FAILED, SKIPPED, CANCELLED -> true;
      case PENDING, READY, STARTING, RUNNING, NEEDS_OPERATOR, CLEANUP_OWED -> false;
    };
  }
}
