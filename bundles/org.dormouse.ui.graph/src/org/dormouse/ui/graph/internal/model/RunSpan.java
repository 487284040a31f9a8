package org.dormouse.ui.graph.internal.model;

import java.time.Duration;
import java.time.Instant;
import org.dormouse.api.RunsApi.Servicing;

/**
 * The time that a time line shows: from the first VM's begin to the last one's end. While a run goes on there is room to
 * the right, so that the scale stays as it is for a while instead of moving with every tick.
 */
public final class RunSpan {

  private static final int SHARE_OF_ROOM = 10;
  private static final Duration LEAST_ROOM = Duration.ofSeconds(5);

  private Instant horizon = Instant.MIN;

  /** @param pixels width of the whole span */
  public TimeScale scale(LaneModel model, Instant now, int pixels) {
    Instant start = model.lanes().stream().flatMap(lane -> lane.servicing().started().stream())
        .min(Instant::compareTo).orElse(now);
    if (!model.isLive()) {
      horizon = model.lanes().stream().map(Lane::servicing).map(Servicing::ended).flatMap(ended -> ended.stream())
          .max(Instant::compareTo).orElse(now);
    } else if (now.isAfter(horizon)) {
      horizon = now.plus(Duration.between(start, now).dividedBy(SHARE_OF_ROOM)).plus(LEAST_ROOM);
    }
    return new TimeScale(start, horizon, pixels);
  }
}
