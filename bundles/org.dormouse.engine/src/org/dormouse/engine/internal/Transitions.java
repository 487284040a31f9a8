package org.dormouse.engine.internal;

import static org.dormouse.engine.StepState.CANCELLED;
import static org.dormouse.engine.StepState.CLEANUP_OWED;
import static org.dormouse.engine.StepState.FAILED;
import static org.dormouse.engine.StepState.NEEDS_OPERATOR;
import static org.dormouse.engine.StepState.PENDING;
import static org.dormouse.engine.StepState.READY;
import static org.dormouse.engine.StepState.RUNNING;
import static org.dormouse.engine.StepState.SKIPPED;
import static org.dormouse.engine.StepState.STARTING;
import static org.dormouse.engine.StepState.SUCCEEDED;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.dormouse.engine.StepState;

/**
 * The whole step machine: which event leads where from which state. Two rows for the same state and event, and rows
 * that leave a final state, are refused when the class is loaded.
 */
public final class Transitions {

  /** In the order in which a reader meets them. */
  public static final List<Transition> TABLE = List.of(
      row(PENDING, Event.UNBLOCK, READY, Action.QUEUE),
      row(PENDING, Event.PASS_OVER, SKIPPED, Action.NONE),

      row(READY, Event.CLAIM, STARTING, Action.CALL_START),
      row(READY, Event.FAIL, FAILED, Action.WIND_UP),
      row(READY, Event.OWE, CLEANUP_OWED, Action.SWEEP_LATER),
      row(READY, Event.CANCEL, CANCELLED, Action.WIND_UP),

      row(STARTING, Event.REPEAT, STARTING, Action.CALL_START),
      row(STARTING, Event.STARTED, RUNNING, Action.POLL_LATER),
      row(STARTING, Event.DONE, SUCCEEDED, Action.PROCEED),
      row(STARTING, Event.NOTHING_PENDING, SUCCEEDED, Action.FINISH_EARLY),
      row(STARTING, Event.ASK, NEEDS_OPERATOR, Action.AWAIT_DECISION),
      row(STARTING, Event.RETRY, FAILED, Action.TRY_AGAIN),
      row(STARTING, Event.FAIL, FAILED, Action.WIND_UP),
      row(STARTING, Event.START_OVER, FAILED, Action.BEGIN_AGAIN),
      row(STARTING, Event.CANCEL, CANCELLED, Action.WIND_UP),
      row(STARTING, Event.OWE, CLEANUP_OWED, Action.SWEEP_LATER),

      row(RUNNING, Event.PROGRESS, RUNNING, Action.POLL_LATER),
      row(RUNNING, Event.DONE, SUCCEEDED, Action.PROCEED),
      row(RUNNING, Event.NOTHING_PENDING, SUCCEEDED, Action.FINISH_EARLY),
      row(RUNNING, Event.ASK, NEEDS_OPERATOR, Action.AWAIT_DECISION),
      row(RUNNING, Event.RETRY, FAILED, Action.TRY_AGAIN),
      row(RUNNING, Event.FAIL, FAILED, Action.WIND_UP),
      row(RUNNING, Event.START_OVER, FAILED, Action.BEGIN_AGAIN),
      row(RUNNING, Event.CANCEL, CANCELLED, Action.WIND_UP),
      row(RUNNING, Event.OWE, CLEANUP_OWED, Action.SWEEP_LATER),

      row(NEEDS_OPERATOR, Event.APPROVE, SUCCEEDED, Action.PROCEED),
      row(NEEDS_OPERATOR, Event.SKIP, SKIPPED, Action.PROCEED),
      row(NEEDS_OPERATOR, Event.RETRY, FAILED, Action.TRY_AGAIN),
      row(NEEDS_OPERATOR, Event.FAIL, FAILED, Action.WIND_UP),
      row(NEEDS_OPERATOR, Event.CANCEL, CANCELLED, Action.WIND_UP),
      row(NEEDS_OPERATOR, Event.OWE, CLEANUP_OWED, Action.SWEEP_LATER),

      row(CLEANUP_OWED, Event.STARTED, CLEANUP_OWED, Action.POLL_LATER),
      row(CLEANUP_OWED, Event.OWE, CLEANUP_OWED, Action.SWEEP_LATER),
      row(CLEANUP_OWED, Event.DONE, SUCCEEDED, Action.SETTLE),
      row(CLEANUP_OWED, Event.SKIP, SKIPPED, Action.SETTLE));

  private record Key(StepState state, Event event) {}

  private static final Map<Key, Transition> BY_KEY = index(TABLE);

  private Transitions() {}

  /** The row for an event in a state; empty if that may not happen. */
  public static Optional<Transition> find(StepState state, Event event) {
    return Optional.ofNullable(BY_KEY.get(new Key(state, event)));
  }

  static Map<Key, Transition> index(List<Transition> table) {
    Map<Key, Transition> index = new LinkedHashMap<>();
    for (Transition row : table) {
      if (row.state().isFinal()) {
        throw new IllegalArgumentException("A final state is left by " + row);
      }
      Transition other = index.putIfAbsent(new Key(row.state(), row.event()), row);
      if (other != null) {
        throw new IllegalArgumentException("Two rows for the same state and event: " + other + " and " + row);
      }
    }
    return index;
  }

  private static Transition row(StepState state, Event event, StepState next, Action action) {
    return new Transition(state, event, next, action);
  }
}
