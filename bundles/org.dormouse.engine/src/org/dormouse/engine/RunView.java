package org.dormouse.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** @param counts number of servicings by state, of all states that occur */
public record RunView(String id, String job, String by, RunState state, Instant submitted, Optional<Instant> ended,
    Map<ServicingState, Integer> counts, long seq) {
  public RunView {
    counts = Map.copyOf(counts);
  }
}
