package org.dormouse.guest.qga;

import java.time.Duration;

/** A point of the monotonic clock until which something may take. */
public record Deadline(long nanoTime) {

  public static Deadline in(Duration limit) {
    return new Deadline(System.nanoTime() + limit.toNanos());
  }

  public boolean isOver() {
    return leftMillis() <= 0;
  }

  /** At least 0. */
  public long leftMillis() {
    return Math.max(0, (nanoTime - System.nanoTime() + 999_999) / 1_000_000);
  }

  public Deadline orEarlier(Duration limit) {
    Deadline other = in(limit);
    return other.nanoTime - nanoTime < 0 ? other : this;
  }
}
