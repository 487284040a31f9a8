package org.dormouse.engine;

import java.util.Objects;

/**
 * Why a step failed, as the user is told.
 *
 * @param code stable kebab-case name
 * @param message one sentence: what was attempted, on what, what went wrong
 * @param remedy what to do about it, may be empty
 */
public record StepTrouble(String code, String message, String remedy) {

  public StepTrouble {
    Objects.requireNonNull(code);
    Objects.requireNonNull(message);
    Objects.requireNonNull(remedy);
  }
}
