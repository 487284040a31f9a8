package org.dormouse.server.internal.request;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.ServicingView;

/**
 * When a run will end, by the rate at which its servicings have ended so far: the time from the first start to the
 * last end, for each that ended, times those that are left, less the time since the last end. Servicings that ended
 * because nothing was pending say nothing of the others and do not count. Nothing is said before one has ended.
 * Not thread-safe.
 */
public final class Forecast {

  private static final long UNKNOWN = -1;

  private final Map<String, ServicingView> servicings = new HashMap<>();

  public void take(ServicingView servicing) {
    servicings.put(servicing.id(), servicing);
  }

  /** Negative where nothing can be said. */
  public long seconds() {
    return seconds(Instant.now());
  }

  long seconds(Instant now) {
    long left = servicings.values().stream().filter(servicing -> !servicing.state().isFinal()).count();
    if (left == 0) {
      return 0;
    }
    List<ServicingView> ended = servicings.values().stream()
        .filter(servicing -> servicing.state().isFinal() && servicing.state() != ServicingState.UP_TO_DATE)
        .filter(servicing -> servicing.started().isPresent() && servicing.ended().isPresent()).toList();
    Optional<Instant> first = servicings.values().stream().flatMap(servicing -> servicing.started().stream())
        .min(Comparator.naturalOrder());
    Optional<Instant> last = ended.stream().flatMap(servicing -> servicing.ended().stream())
        .max(Comparator.naturalOrder());
    if (first.isEmpty() || last.isEmpty()) {
      return UNKNOWN;
    }
    double each = Duration.between(first.get(), last.get()).toMillis() / 1000.0 / ended.size();
    long since = Duration.between(last.get(), now).toSeconds();
    // What takes longer than the others is still expected to end.
    return Math.max(1, Math.round(each * left) - since);
  }
}
