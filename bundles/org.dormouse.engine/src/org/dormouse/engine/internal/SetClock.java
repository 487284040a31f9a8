package org.dormouse.engine.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Notices that the wall clock was set, by a person or a time service, or that the machine slept: then more or less
 * wall-clock time than real time has passed since the last look. Whoever waits for an instant of the wall clock has to
 * wait for a later or an earlier one. Small differences, as from a clock that is slewed, are left alone.
 */
final class SetClock {

  static final Duration TOLERANCE = Duration.ofSeconds(5);

  private final LongSupplier nanos;
  private Instant lastWall;
  private long lastNanos;

  /** @param nanos as {@link System#nanoTime}: time that really passed, while the machine was awake */
  SetClock(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** By how much it was set since the last look; negative: back; zero: not, or hardly. */
  Duration moved(Instant wall) {
    long now = nanos.getAsLong();
    Duration moved = lastWall == null ? Duration.ZERO
        : Duration.between(lastWall, wall).minusNanos(now - lastNanos);
    lastWall = wall;
    lastNanos = now;
    return moved.abs().compareTo(TOLERANCE) > 0 ? moved : Duration.ZERO;
  }
}
