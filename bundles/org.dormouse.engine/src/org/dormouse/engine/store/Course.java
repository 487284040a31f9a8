package org.dormouse.engine.store;

/** Where a servicing is going. Everything but FORWARD skips the steps that are left, release excepted. */
public enum Course {
  FORWARD, NOTHING_PENDING, FAILING, CANCELLING,
  /** After the release of the present life the servicing begins again, in a new life. */
  STARTING_OVER
}
