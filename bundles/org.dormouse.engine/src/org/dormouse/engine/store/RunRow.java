package org.dormouse.engine.store;

import java.time.Instant;
import java.util.Optional;

import org.dormouse.engine.FailureBudget;
import org.dormouse.engine.RunState;

/**
 * A run as it is stored.
 *
 * @param number 1 for the first run of an installation, never used twice
 * @param version 1 when inserted, one more with every stored change
 */
public record RunRow(long number, long version, long seq, String job, String by, RunState state, Instant submitted,
    Optional<Instant> ended, FailureBudget budget) {

  public String id() {
    return "run-" + number;
  }
}
