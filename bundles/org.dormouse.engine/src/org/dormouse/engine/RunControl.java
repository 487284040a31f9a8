package org.dormouse.engine;

import java.util.Optional;

/**
 * Changes runs. Calls return as soon as the wish is durable; what comes of it arrives as changes. An unknown id or a
 * verb that does not fit the state is answered by a {@link Refused} that says why.
 */
public interface RunControl {

  sealed interface Answer permits Accepted, Refused {}

  record Accepted(String id) implements Answer {}

  record Refused(String code, String message) implements Answer {}

  /** One transaction: the run and all its step rows. Answers the run's id. */
  Answer submit(Plan plan);

  /** Starts nothing new; what is under way ends. */
  Answer pause(String runId, String by);

  Answer resume(String runId, String by);

  /** Ends the run, or one servicing of it: running steps are stopped, then released. */
  Answer cancel(String runId, Optional<String> servicingId, String by);

  /** Only a step of that run: one of another that was named by mistake is refused. */
  Answer decide(String runId, long stepId, Decision decision, String by);

  /** A failed or cancelled servicing once more from its first step, as new attempts in a new life. */
  Answer retry(String runId, String servicingId, String by);
}
