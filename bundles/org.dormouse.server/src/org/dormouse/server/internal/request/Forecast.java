package org.dormouse.server.internal.request;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.ServicingView;

/**
 * When a run will end, from its own past: the mean time of the servicings that have ended, for those that wait and the
 * rest of those under way, spread over as many as are under way at present. Nothing is said before one has ended.
 * Not thread-safe.
 */
public final class Forecast {

  private final Map<String, ServicingView> servicings = new HashMap<>();

  public void take(ServicingView servicing) {
    servicings.put(servicing.id(), servicing);
  }

  /** Negative where nothing can be said. */
  public long seconds() {
    return seconds(Instant.now());
  }

  long seconds(Instant now) {
    long ended = 0;
    long endedSeconds = 0;
    for (ServicingView servicing : servicings.values()) {
      if (servicing.started().isPresent() && servicing.ended().isPresent()) {
        ended++;
        endedSeconds += Duration.between(servicing.started().get(), servicing.ended().get()).toSeconds();
      }
    }
    if (servicings.values().stream().allMatch(servicing -> servicing.state().isFinal())) {
      return 0;
    }
    return ended == 0 ? -1 : rest(now, endedSeconds / ended);
  }

  private long rest(Instant now, long mean) {
    long rest = 0;
    long lanes = 0;
    for (ServicingView servicing : servicings.values()) {
      if (servicing.state() == ServicingState.WAITING) {
        rest += mean;
      } else if (!servicing.state().isFinal()) {
        lanes++;
        long past = servicing.started().map(started -> Duration.between(started, now).toSeconds()).orElse(0L);
        rest += Math.max(0, mean - past);
      }
    }
    return rest / Math.max(1, lanes);
  }
}
