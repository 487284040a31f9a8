package org.dormouse.cli;

import org.dormouse.api.ApiError;

/** Ends a command with a message for the user. */
final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient ApiError error;

  CommandFailed(ApiError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  static CommandFailed usage(String code, String message, String remedy) {
    return new CommandFailed(new ApiError("usage", code, message, remedy));
  }

  ApiError error() {
    return error;
  }
}
