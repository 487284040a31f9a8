package org.dormouse.engine;

import java.time.Duration;

/**
 * The engine's bounds.
 *
 * @param calls how many calls to handlers may be under way at once: so many starts, and so many of all others
 * @param shortestCall a call is left alone for at least this long, even if its step's deadline passes meanwhile
 * @param cancelPatience how long a call under way may go on after a cancel before it is interrupted
 * @param grace how long an interrupted call has before it is given up
 * @param stopLimit how long a handler's stop may take
 * @param sweepEvery how long after a failed clean-up it is tried again
 * @param overtakes how many others may be granted what a waiting step needs before it is kept free for that step
 * @param recoveries how often a start that was under way when the engine died is followed up before the step fails
 */
public record EngineSettings(int calls, Duration shortestCall, Duration cancelPatience, Duration grace,
    Duration stopLimit, Duration sweepEvery, int overtakes, int recoveries) {

  public static final EngineSettings DEFAULT = new EngineSettings(128, Duration.ofSeconds(30), Duration.ofSeconds(5),
      Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(10), 8, 5);
}
