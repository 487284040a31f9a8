package org.dormouse.guest.qga.internal;

import org.dormouse.spi.Trouble;

/** Carries a trouble up through one call; never leaves the bundle. */
final class AgentTrouble extends Exception {

  private static final long serialVersionUID = 1L;

  static final String SILENT = "guest-silent";

  private final transient Trouble trouble;

  AgentTrouble(Trouble trouble) {
    super(trouble.message());
    this.trouble = trouble;
  }

  Trouble trouble() {
    return trouble;
  }

  boolean isSilence() {
    return trouble.code().equals(SILENT);
  }

  /** A call whose failure is a value. */
  interface Call<T> {
    T get() throws AgentTrouble;
  }
}
