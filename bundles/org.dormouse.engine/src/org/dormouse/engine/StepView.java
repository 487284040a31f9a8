package org.dormouse.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * One attempt of one step as others may see it.
 *
 * @param id unique in the engine
 * @param seq number of the change that made it what it is; rises over all runs
 * @param due READY: not claimed before; NEEDS_OPERATOR: decided then, if nobody has answered
 */
public record StepView(long id, long seq, String runId, String servicingId, String kind, int ordinal, int attempt,
    int life, StepState state, String detail, double fraction, Optional<Instant> started, Optional<Instant> ended,
    Optional<StepTrouble> trouble, Optional<String> granted, Optional<Instant> due) {

  /** What named this attempt for its handler, see {@link StepContext#stepKey}. */
  public String key(String servicingKey) {
    return key(servicingKey, ordinal, attempt);
  }

  public static String key(String servicingKey, int ordinal, int attempt) {
    return servicingKey + "-p" + ordinal + "-a" + attempt;
  }
}
