package org.dormouse.cli;

import org.dormouse.api.ApiError;

/** Exit codes, as the documentation promises them. */
final class Exit {

  static final int GOOD = 0;
  /** Some VM failed or was blocked, or what was asked for was tried and failed. */
  static final int FAILED = 1;
  /** Wrong usage, an unknown name, a configuration that is not right. */
  static final int USAGE = 2;
  static final int UNREACHABLE = 3;

  private Exit() {}

  static int of(ApiError error) {
    return switch (error.category()) {
      case "unreachable" -> UNREACHABLE;
      case "usage", "conflict", "state" -> USAGE;
      default -> FAILED;
    };
  }
}
