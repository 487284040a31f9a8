package org.dormouse.library.directory.internal;

import org.dormouse.spi.Trouble;

/** Carries a trouble out of the middle of file work to the one place that answers it as a value. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Trouble trouble;

  public Refusal(Trouble trouble) {
    super(trouble.message(), null, false, false);
    this.trouble = trouble;
  }

  static Refusal lasting(String code, String message, String remedy) {
    return new Refusal(Trouble.lasting(code, message, remedy));
  }

  static Refusal passing(String code, String message, String remedy) {
    return new Refusal(Trouble.passing(code, message, remedy));
  }

  public Trouble trouble() {
    return trouble;
  }
}
