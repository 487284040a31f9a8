package org.dormouse.ui.data;

import java.time.Duration;
import org.dormouse.api.ClientApi;
import org.dormouse.ui.style.Words;

/**
 * How much longer something takes of which is told how many parts of how many are done. Of the time that a part takes,
 * newer ones count more: the average is an exponential one over about as many parts as {@link #MEMORY} says. While
 * nothing is done, the part under way is taken to last at least as long as it has lasted already; so what stands still
 * takes longer and longer. Nothing is said before some parts were seen being done, for some time. Not thread-safe.
 */
public final class RemainingTime {

  /** What is answered where nothing can be said. */
  public static final long UNKNOWN = -1;

  private static final long LEAST_PARTS = 3;
  private static final Duration LEAST_TIME = Duration.ofSeconds(2);
  private static final double MEMORY = 12;

  private long total;
  private long first;
  private long done;
  private Duration begun = Duration.ZERO;
  private Duration last = Duration.ZERO;
  private double secondsOfPart;

  /**
   * @param partsDone fewer than before, or of another total: something else has begun
   * @param now on any clock that only goes on
   * @return seconds, or {@link #UNKNOWN}
   */
  public long seconds(long partsDone, long partsInAll, Duration now) {
    if (partsInAll != total || partsDone < done) {
      begin(partsDone, partsInAll, now);
    } else if (partsDone > done) {
      learn(partsDone, now);
    }
    if (total <= 0 || done >= total || done - first < LEAST_PARTS || now.minus(begun).compareTo(LEAST_TIME) < 0) {
      return UNKNOWN;
    }
    double waited = seconds(now.minus(last));
    double left = (total - done) * Math.max(secondsOfPart, waited) - waited;
    return Math.round(Math.max(0, left));
  }

  /** What was told, after how much longer it takes where that can be said: {@code about 3 min left: fleet/web}. */
  public String text(ClientApi.Progress told, Duration now) {
    String eta = Words.eta(seconds(told.done(), told.total(), now));
    return eta.isEmpty() ? told.text() : eta + ": " + told.text();
  }

  private void begin(long partsDone, long partsInAll, Duration now) {
    total = partsInAll;
    first = partsDone;
    done = partsDone;
    begun = now;
    last = now;
  }

  private void learn(long partsDone, Duration now) {
    long parts = partsDone - done;
    double each = seconds(now.minus(last)) / parts;
    // Until there are as many as it remembers, all count alike.
    double share = Math.min(1, parts / Math.min(MEMORY, partsDone - first));
    secondsOfPart = done == first ? each : secondsOfPart + (each - secondsOfPart) * share;
    done = partsDone;
    last = now;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
