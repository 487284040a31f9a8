package org.dormouse.engine.internal;

/** What can happen to one attempt of a step. Whether attempts are left is decided before the event is chosen. */
public enum Event {
  /** The steps before it have ended and it is its turn. */
  UNBLOCK("its turn has come"),
  /** It is not wanted any more. */
  PASS_OVER("not needed"),
  CLAIM("claimed"),
  /** The engine died while its start was under way; the start is called again. */
  REPEAT("started again after the engine had died"),
  /** The handler answered with a ticket. */
  STARTED("under way"),
  PROGRESS("goes on"),
  DONE("done"),
  NOTHING_PENDING("done, nothing is pending"),
  ASK("asks"),
  APPROVE("approved"),
  SKIP("skipped by decision"),
  /** Has failed, a further attempt follows. */
  RETRY("failed, will be tried again"),
  FAIL("failed"),
  /** Has failed, the servicing begins again from an earlier step. */
  START_OVER("failed, the servicing starts over"),
  CANCEL("cancelled"),
  /** A release has failed and has no attempts left. */
  OWE("clean-up owed");

  private final String words;

  Event(String words) {
    this.words = words;
  }

  /** For the journal. */
  String words() {
    return words;
  }
}
