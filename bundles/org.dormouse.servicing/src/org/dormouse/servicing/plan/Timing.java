package org.dormouse.servicing.plan;

import java.time.Instant;
import java.util.Map;

/**
 * How long one servicing that succeeded took.
 *
 * @param at when it ended
 * @param hypervisor type of its host, {@code service} type of its update service
 * @param awakeSeconds from the moment it got its place on a host until it was released
 * @param packages that were installed, {@code imageBytes} of the generation that was stored; 0 where not known
 * @param stepMillis by kind, all attempts together
 */
public record Timing(String run, Instant at, String hypervisor, String service, long awakeSeconds, int packages,
    long imageBytes, Map<String, Long> stepMillis) {
  public Timing {
    stepMillis = Map.copyOf(stepMillis);
  }

  double stepSeconds(String kind) {
    return stepMillis.getOrDefault(kind, 0L) / 1000.0;
  }
}
