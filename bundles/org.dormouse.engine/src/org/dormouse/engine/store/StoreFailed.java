package org.dormouse.engine.store;

/** The store could not do what it was asked to; says what was attempted, where, and what to do. */
public class StoreFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreFailed(String message) {
    super(message);
  }

  public StoreFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
