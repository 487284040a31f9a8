package org.dormouse.ui.graph.internal.model;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Maps a span of time to pixels, linearly.
 *
 * @param from at pixel 0; {@code to} at pixel {@code pixels}; a span of less than a second is taken as one
 */
public record TimeScale(Instant from, Instant to, int pixels) {

  /** @param x pixel; {@code label} time of day, or the day where the ticks are days apart */
  public record Tick(Instant at, int x, String label) {}

  private static final long[] SECONDS = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600,
      43200, 86400, 172800, 604800, 2419200};
  private static final long DAY = 86400;

  public TimeScale {
    if (Duration.between(from, to).compareTo(Duration.ofSeconds(1)) < 0) {
      to = from.plusSeconds(1);
    }
    pixels = Math.max(1, pixels);
  }

  /** Before and after the span it goes on in the same way. */
  public int x(Instant at) {
    double share = Duration.between(from, at).toMillis() / (double) Duration.between(from, to).toMillis();
    return (int) Math.round(Math.clamp(share, -1, 2) * pixels);
  }

  public Instant at(int x) {
    return from.plusMillis(Math.round(Duration.between(from, to).toMillis() * (x / (double) pixels)));
  }

  /** Round times at least so many pixels apart. */
  public List<Tick> ticks(int apart, ZoneId zone) {
    double secondsPerPixel = Duration.between(from, to).toMillis() / 1000.0 / pixels;
    long step = SECONDS[SECONDS.length - 1];
    for (long candidate : SECONDS) {
      if (candidate >= secondsPerPixel * apart) {
        step = candidate;
        break;
      }
    }
    DateTimeFormatter format = DateTimeFormatter.ofPattern(step >= DAY ? "d MMM" : step >= 60 ? "HH:mm" : "HH:mm:ss",
        Locale.ENGLISH).withZone(zone);
    long offset = ZonedDateTime.ofInstant(from, zone).getOffset().getTotalSeconds();
    long at = Math.ceilDiv(from.getEpochSecond() + offset, step) * step - offset;
    List<Tick> ticks = new ArrayList<>();
    for (; at <= to.getEpochSecond() && ticks.size() < 1000; at += step) {
      Instant instant = Instant.ofEpochSecond(at);
      if (!instant.isBefore(from)) {
        ticks.add(new Tick(instant, x(instant), format.format(instant)));
      }
    }
    return ticks;
  }
}
