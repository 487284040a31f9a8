package org.dormouse.spi;

import java.time.Duration;
import java.util.function.Function;

/**
 * What a start or poll of a long operation came to. The ticket is everything the back end needs to poll or stop the
 * operation after a restart of the engine; it is opaque to all others, at most 16 KiB, and holds no secret.
 */
public sealed interface Progress<T> {

  record Done<T>(T value) implements Progress<T> {}

  /**
   * @param detail what is going on, one short line for the user
   * @param fraction 0 to 1, or negative where it is not known
   * @param pollAfter when to ask again
   */
  record Running<T>(String ticket, String detail, double fraction, Duration pollAfter) implements Progress<T> {}

  record Failed<T>(Trouble trouble) implements Progress<T> {}

  static <T> Progress<T> done(T value) {
    return new Done<>(value);
  }

  static <T> Progress<T> running(String ticket, String detail, Duration pollAfter) {
    return new Running<>(ticket, detail, -1, pollAfter);
  }

  static <T> Progress<T> failed(Trouble trouble) {
    return new Failed<>(trouble);
  }

  default <R> Progress<R> map(Function<? super T, ? extends R> f) {
    return switch (this) {
      case Done<T>(T value) -> done(f.apply(value));
      case Running<T>(var ticket, var detail, var fraction, var after) ->
          new Running<>(ticket, detail, fraction, after);
      case Failed<T>(Trouble trouble) -> failed(trouble);
    };
  }
}
