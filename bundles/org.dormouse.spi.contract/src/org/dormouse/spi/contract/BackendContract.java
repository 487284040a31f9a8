package org.dormouse.spi.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/** What the contracts have in common: how time passes, and what makes a trouble worth showing to a person. */
abstract class BackendContract {
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int LONGEST_TICKET = 16 * 1024;

  /** Keys that no back end may take: they would lead elsewhere, or are no names at all. */
  static final List<String> HOSTILE_KEYS =
      List.of("", " ", ".", "..", "../x", "a/b", "/etc", "A", "a b", "a\nb", "a\0b", "a,b=c", "ä", "x".repeat(41));

  /** Lets time go by. Back ends with a clock of their own override it; it must not return early. */
  protected void pass(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** How long the slowest single thing (a boot, an installation) may take before the test gives up. */
  protected Duration patience() {
    return Duration.ofMinutes(5);
  }

  /** Starts a long operation with the empty ticket and polls it until it has ended, one way or the other. */
  protected final <T> Progress<T> finish(Function<String, Progress<T>> operation) {
    Duration waited = Duration.ZERO;
    Progress<T> progress = operation.apply("");
    while (progress instanceof Progress.Running<T> running) {
      assertFalse(running.ticket().isEmpty(), "a running operation has a ticket");
      assertTrue(running.ticket().length() <= LONGEST_TICKET, "a ticket has at most 16 KiB");
      assertTrue(running.pollAfter().isPositive(), "a running operation says when to ask again");
      assertTrue(running.fraction() <= 1, "a fraction is at most 1");
      if (waited.compareTo(patience()) > 0) {
        fail("not finished after " + patience() + ": " + running.detail());
      }
      pass(running.pollAfter());
      waited = waited.plus(running.pollAfter());
      progress = operation.apply(running.ticket());
    }
    if (progress instanceof Progress.Failed<T> failed) {
      assertActionable(failed.trouble());
    }
    return progress;
  }

  protected final <T> T done(Function<String, Progress<T>> operation) {
    return switch (finish(operation)) {
      case Progress.Done<T>(T value) -> value;
      case Progress.Failed<T>(Trouble trouble) -> fail(trouble.code() + ": " + trouble.sentence());
      case Progress.Running<T> running -> fail("still running");
    };
  }

  protected final void await(String what, BooleanSupplier condition) {
    Duration step = Duration.ofMillis(500);
    for (Duration waited = Duration.ZERO; !condition.getAsBoolean(); waited = waited.plus(step)) {
      if (waited.compareTo(patience()) > 0) {
        fail(what + ": not within " + patience());
      }
      pass(step);
    }
  }

  static <T> T ok(Result<T> result) {
    return switch (result) {
      case Result.Ok<T>(T value) -> value;
      case Result.Failed<T>(Trouble trouble) -> fail(trouble.code() + ": " + trouble.sentence());
    };
  }

  static Trouble trouble(Result<?> result) {
    assertFalse(result.isOk(), () -> "expected a trouble, got " + result);
    Trouble trouble = result.failure().orElseThrow();
    assertActionable(trouble);
    return trouble;
  }

  static void assertTrouble(String code, Result<?> result) {
    Trouble trouble = trouble(result);
    assertEquals(code, trouble.code(), trouble::sentence);
  }

  static void assertActionable(Trouble trouble) {
    assertTrue(CODE.matcher(trouble.code()).matches(), () -> "code " + trouble.code());
    assertFalse(trouble.message().isBlank(), "a trouble says what is wrong");
    for (String text : List.of(trouble.message(), trouble.remedy())) {
      assertTrue(text.chars().noneMatch(Character::isISOControl), () -> "one line of plain text: " + text);
      assertFalse(text.contains("\tat ") || text.contains("java."), () -> "no stack trace: " + text);
      assertTrue(text.length() <= 4000, () -> "bounded: " + text.length());
    }
  }

  static <T> T within(Duration limit, Supplier<T> call) {
    return assertTimeout(limit, call::get);
  }

  /** An interrupted call ends, as a value, and is either a trouble that says so or had nothing to wait for. */
  static void assertInterruptible(Supplier<Result<?>> call) {
    Thread.currentThread().interrupt();
    Result<?> result;
    try {
      result = call.get();
    } finally {
      Thread.interrupted();
    }
    result.failure().ifPresent(trouble -> {
      assertActionable(trouble);
      assertEquals("interrupted", trouble.code(), trouble::sentence);
    });
  }
}
