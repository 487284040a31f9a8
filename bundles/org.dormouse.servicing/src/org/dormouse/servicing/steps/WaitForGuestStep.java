package org.dormouse.servicing.steps;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.dormouse.engine.Outcome;
import org.dormouse.servicing.Backends;

/** Waits until the inside of the guest answers. */
final class WaitForGuestStep extends LongStep {

  private static final Duration POLL = Duration.ofSeconds(1);
  /** Told by ourselves just before the engine's own time-out, because we know what it means. */
  private static final Duration MARGIN = Duration.ofSeconds(3);

  private final InstantSource clock;

  WaitForGuestStep(Backends backends, InstantSource clock) {
    super(StepKind.WAIT_FOR_GUEST, backends);
    this.clock = clock;
  }

  @Override
  Outcome advance(Work work, String ticket) {
    Instant now = clock.instant();
    if (now.isAfter(work.context().deadline().minus(MARGIN))) {
      return Outcomes.failed("guest-silent", "The guest agent of " + work.machine().id() + " never answered.",
          "Check that the guest boots and that qemu-guest-agent is installed and enabled in it, or give the job a "
              + "longer boot time-out.");
    }
    return work.withGuest("waiting", session -> {
      var facts = session.facts();
      if (facts.failure().filter(t -> t.passing()).isPresent()) {
        return new Outcome.Running("waiting", "waiting for the guest agent", -1, POLL);
      }
      return Outcomes.of(facts, f -> Outcomes.done(new Outputs.Awake(f)));
    });
  }
}
