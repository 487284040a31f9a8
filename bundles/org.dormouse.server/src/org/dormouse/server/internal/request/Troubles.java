package org.dormouse.server.internal.request;

import org.dormouse.api.ApiError;
import org.dormouse.api.client.Failures;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/** Expected failures of back ends and of the servicing, as refusals of requests. */
final class Troubles {

  private Troubles() {}

  static <T> T orRefuse(Result<T> result) {
    return switch (result) {
      case Result.Ok<T>(T value) -> value;
      case Result.Failed<T>(Trouble trouble) -> throw Failures.of(error(trouble));
    };
  }

  private static ApiError error(Trouble trouble) {
    String category = trouble.code().startsWith("unknown-") || trouble.code().endsWith("-unknown") ? "usage" : "failed";
    return new ApiError(category, trouble.code(), trouble.message(), trouble.remedy());
  }
}
