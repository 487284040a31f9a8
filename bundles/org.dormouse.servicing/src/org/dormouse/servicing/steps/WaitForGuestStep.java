package org.dormouse.servicing.steps;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.dormouse.engine.Outcome;
import org.dormouse.servicing.Backends;

/** Waits until the inside of the guest answers. */
final class WaitForGuestStep extends LongStep {

  private static final Duration POLL = Duration.ofMillis(500);
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
      return Outcomes.failed("guest-silent", "The guest agent of " + work.machine().id() + " never answered as it "
          + "should.",
          "Check that the guest boots and that qemu-guest-agent is installed and enabled in it, or give the job a "
              + "longer boot time-out.");
    }
    // early in the boot an agent may answer without being able to tell anything: no failure before the deadline
    return work.withGuest("waiting", session -> session.facts().toOptional()
        .map(facts -> Outcomes.done(new Outputs.Awake(facts)))
        .orElseGet(() -> Outcomes.running("waiting", "waiting for the guest agent", POLL)));
  }
}
