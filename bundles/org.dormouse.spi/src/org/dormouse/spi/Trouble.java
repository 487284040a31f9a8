package org.dormouse.spi;

import java.util.Objects;

/**
 * An expected failure, told so that an administrator can act on it.
 *
 * @param code stable kebab-case name of the failure, for tests, filters and documentation, e.g. {@code index-expired}
 * @param message what was attempted, on what, and what went wrong; one sentence, no stack trace
 * @param remedy what to do about it; may be empty when there is nothing to be done
 * @param passing true if the same call may succeed later by itself (a busy lock, a lost connection), so that a retry
 *     policy applies; false if repeating is pointless
 */
public record Trouble(String code, String message, String remedy, boolean passing) {

  public Trouble {
    Objects.requireNonNull(code);
    Objects.requireNonNull(message);
    Objects.requireNonNull(remedy);
  }

  public static Trouble lasting(String code, String message, String remedy) {
    return new Trouble(code, message, remedy, false);
  }

  public static Trouble passing(String code, String message, String remedy) {
    return new Trouble(code, message, remedy, true);
  }

  /** The message and, if there is one, the remedy, as one line for logs and terminals. */
  public String sentence() {
    return remedy.isEmpty() ? message : message + " " + remedy;
  }
}
