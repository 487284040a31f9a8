package org.dormouse.backend.simulated.internal;

import java.time.Duration;
import java.util.HexFormat;

/** Deterministic chance: the same seed and words always give the same, in any order and on any thread. */
public final class Chance {
  private Chance() {}

  /** Mixed as in SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). */
  public static long of(long seed, String what, long number) {
    long z = seed * 0x9E3779B97F4A7C15L + what.hashCode() * 0xBF58476D1CE4E5B9L + number * 0x94D049BB133111EBL;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /** From 0 to 99. */
  public static int percent(long seed, String what, long number) {
    return (int) Math.floorMod(of(seed, what, number), 100L);
  }

  /** The duration, made longer or shorter by up to so many percent. */
  public static Duration around(Duration usual, int jitter, long seed, String what, long number) {
    if (usual.isZero() || jitter == 0) {
      return usual;
    }
    long share = Math.floorMod(of(seed, what, number), 2L * jitter + 1) - jitter;
    return usual.plus(usual.multipliedBy(share).dividedBy(100));
  }

  /** 64 hexadecimal digits. */
  public static String digest(String what) {
    var hex = new StringBuilder();
    for (int part = 0; part < 4; part++) {
      hex.append(HexFormat.of().toHexDigits(of(part, what, what.length())));
    }
    return hex.toString();
  }
}
