package org.dormouse.spi;

import java.util.Optional;
import java.util.function.Function;

/** What a bounded call to a back end came to: its value, or the trouble that prevented it. */
public sealed interface Result<T> {

  record Ok<T>(T value) implements Result<T> {}

  record Failed<T>(Trouble trouble) implements Result<T> {}

  /** The value of calls that have none. */
  enum Nothing { NOTHING }

  static <T> Result<T> ok(T value) {
    return new Ok<>(value);
  }

  static Result<Nothing> ok() {
    return new Ok<>(Nothing.NOTHING);
  }

  static <T> Result<T> failed(Trouble trouble) {
    return new Failed<>(trouble);
  }

  default boolean isOk() {
    return this instanceof Ok;
  }

  default <R> Result<R> map(Function<? super T, ? extends R> f) {
    return switch (this) {
      case Ok<T>(T value) -> ok(f.apply(value));
      case Failed<T>(Trouble trouble) -> failed(trouble);
    };
  }

  default <R> Result<R> then(Function<? super T, Result<R>> f) {
    return switch (this) {
      case Ok<T>(T value) -> f.apply(value);
      case Failed<T>(Trouble trouble) -> failed(trouble);
    };
  }

  default Optional<Trouble> failure() {
    return this instanceof Failed<T>(Trouble trouble) ? Optional.of(trouble) : Optional.empty();
  }

  default Optional<T> toOptional() {
    return this instanceof Ok<T>(T value) ? Optional.of(value) : Optional.empty();
  }

  /** The value, for callers that have already handled failure; throws IllegalStateException naming the trouble. */
  default T orThrow() {
    return switch (this) {
      case Ok<T>(T value) -> value;
      case Failed<T>(Trouble trouble) -> throw new IllegalStateException(trouble.code() + ": " + trouble.sentence());
    };
  }
}
