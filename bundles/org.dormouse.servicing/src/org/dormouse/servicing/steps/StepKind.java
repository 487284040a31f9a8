package org.dormouse.servicing.steps;

/**
 * The steps of a VM servicing, in their order. The boot test is only there if the job wants it; hooks have steps of
 * kinds of their own in between, see {@link org.dormouse.servicing.HookSpec#stepKind}.
 */
public enum StepKind {
  CLAIM("claim", Phase.IDENTIFY),
  ASSESS("assess", Phase.ASSESS),
  PLACE("place", Phase.ASSESS),
  DEPLOY("deploy", Phase.PATCH),
  START("start", Phase.PATCH),
  WAIT_FOR_GUEST("wait-for-guest", Phase.PATCH),
  CHECK_CLIENT("check-client", Phase.PATCH),
  SCAN("scan", Phase.PATCH),
  INSTALL("install", Phase.PATCH),
  VERIFY("verify", Phase.PATCH),
  SHUT_DOWN("shut-down", Phase.PATCH),
  BOOT_TEST("boot-test", Phase.PATCH),
  STORE("store", Phase.REPORT),
  RELEASE("release", Phase.REPORT);

  /** The four phases a user sees. */
  public enum Phase { IDENTIFY, ASSESS, PATCH, REPORT }

  private final String kind;
  private final Phase phase;

  StepKind(String kind, Phase phase) {
    this.kind = kind;
    this.phase = phase;
  }

  /** As the engine and its clients name it. */
  public String kind() {
    return kind;
  }

  public Phase phase() {
    return phase;
  }
}
