package org.dormouse.ui.graph.internal.model;

import java.util.Arrays;
import java.util.Optional;

/** The built-in steps of a VM servicing in their order, by the names that the engine has for them. */
public enum BuiltInStep {
  CLAIM("claim", Phase.IDENTIFY, "Takes the VM, so that nobody else services it meanwhile."),
  ASSESS("assess", Phase.ASSESS, "Looks into the stored image without waking it; ends here if nothing is pending."),
  PLACE("place", Phase.ASSESS, "Waits for a place on a maintenance host that fits."),
  DEPLOY("deploy", Phase.PATCH, "Makes a throw-away copy on the host; the stored image is not written."),
  START("start", Phase.PATCH, "Starts the VM behind a closed network."),
  WAIT_FOR_GUEST("wait-for-guest", Phase.PATCH, "Waits until the guest answers."),
  CHECK_CLIENT("check-client", Phase.PATCH, "Checks that the guest can be updated."),
  SCAN("scan", Phase.PATCH, "Asks the guest which updates it needs."),
  INSTALL("install", Phase.PATCH, "Installs and restarts until nothing is pending."),
  VERIFY("verify", Phase.PATCH, "Proves that nothing is pending any more."),
  SHUT_DOWN("shut-down", Phase.PATCH, "Shuts the guest down."),
  BOOT_TEST("boot-test", Phase.PATCH, "Starts the result once more, proves it healthy, and throws that start away."),
  STORE("store", Phase.REPORT, "Puts the new generation into the library, whole or not at all."),
  RELEASE("release", Phase.REPORT, "Gives back all that was taken; runs always.");

  private final String kind;
  private final Phase phase;
  private final String purpose;

  BuiltInStep(String kind, Phase phase, String purpose) {
    this.kind = kind;
    this.phase = phase;
    this.purpose = purpose;
  }

  public String kind() {
    return kind;
  }

  public Phase phase() {
    return phase;
  }

  /** One sentence for people. */
  public String purpose() {
    return purpose;
  }

  public static Optional<BuiltInStep> of(String kind) {
    return Arrays.stream(values()).filter(step -> step.kind.equals(kind)).findFirst();
  }
}
