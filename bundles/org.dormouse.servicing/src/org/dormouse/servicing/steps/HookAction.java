package org.dormouse.servicing.steps;

import java.util.Optional;
import org.dormouse.engine.Outcome;
import org.dormouse.servicing.HookSpec;

/** What one kind of hook does. As a {@link org.dormouse.engine.StepHandler}, but told which hook. */
interface HookAction {

  /** @param ticket empty: begin, or find what was begun before under this key */
  Outcome advance(Work work, HookSpec hook, String ticket);

  /** Ends what goes on; idempotent. */
  void stop(Work work, HookSpec hook, String ticket);

  /** After a crash: empty if nobody can tell whether it was carried out. */
  default Optional<Outcome> find(Work work, HookSpec hook) {
    return Optional.of(advance(work, hook, ""));
  }
}
