package org.dormouse.engine;

/** State of one servicing, derived from its steps. UP_TO_DATE: ended well with nothing pending. */
public enum ServicingState {
  WAITING, RUNNING, NEEDS_OPERATOR, SUCCEEDED, UP_TO_DATE, FAILED, CANCELLED;

  public boolean isFinal() {
    return switch (this) {
      case SUCCEEDED, UP_TO_DATE, FAILED, CANCELLED -> true;
      case WAITING, RUNNING, NEEDS_OPERATOR -> false;
    };
  }
}
