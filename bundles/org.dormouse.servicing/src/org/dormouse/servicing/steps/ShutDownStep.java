package org.dormouse.servicing.steps;

import java.time.Duration;
import java.time.InstantSource;
import org.dormouse.engine.Outcome;
import org.dormouse.servicing.Backends;
import org.dormouse.spi.GuestSession.Leave;
import org.dormouse.spi.Result;

/**
 * Leaves nothing of ours in the guest, and when that is on record lets it power itself off. A guest that will not is
 * never stored: what an unplugged machine left on its disk is not proven. Nor is one that went off before: nobody knows
 * what of ours it still has.
 */
final class ShutDownStep extends LongStep {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration MARGIN = Duration.ofSeconds(3);
  private static final String LEFT = "left";
  private static final String ASKED = "asked";
  private static final String PRESSED = "pressed";

  private final InstantSource clock;

  ShutDownStep(Backends backends, InstantSource clock) {
    super(StepKind.SHUT_DOWN, backends);
    this.clock = clock;
  }

  @Override
  Outcome advance(Work work, String ticket) {
    return work.withPower(ticket, power -> switch (power) {
      case STOPPED -> ticket.isEmpty() ? work.died(power)
          : Outcomes.done(new Outputs.ShutDown(ticket.equals(PRESSED) ? "power button" : "guest agent"));
      case CRASHED, GONE, LOST -> work.died(power);
      case RUNNING -> switch (ticket) {
        case "" -> leave(work);
        case LEFT -> ask(work);
        default -> waitFor(work, ticket);
      };
    });
  }

  private static Outcome leave(Work work) {
    return Outcomes.of(work.updates(), updates -> work.withGuest("", session ->
        Outcomes.of(updates.leave(work.guest(session)),
            nothing -> Outcomes.running(LEFT, "shutting down", Duration.ZERO))));
  }

  private static Outcome ask(Work work) {
    return work.withGuest(LEFT, session -> Outcomes.of(session.leave(Leave.POWER_OFF),
        nothing -> Outcomes.running(ASKED, "shutting down", POLL)));
  }

  private Outcome waitFor(Work work, String ticket) {
    var deadline = work.context().deadline();
    var now = clock.instant();
    if (now.isAfter(deadline.minus(MARGIN))) {
      return Outcomes.failed("guest-ignores-shutdown", work.machine().id() + " did not shut down in time.",
          "Find out what keeps it running, or give the job a longer shut-down time-out.");
    }
    // half of the time for the agent, the other half for the firmware's button
    boolean late = Duration.between(now, deadline).compareTo(halfOf(work)) < 0;
    if (late && ticket.equals(ASKED)) {
      Result<Result.Nothing> pressed = work.onHost((hypervisor, host) ->
          hypervisor.pressPowerButton(host, work.key()));
      return work.whenTold(ticket, pressed, nothing -> Outcomes.running(PRESSED, "pressed the power button", POLL));
    }
    return Outcomes.running(ticket, "shutting down", POLL);
  }

  private static Duration halfOf(Work work) {
    return work.run().shutdownTimeout().dividedBy(2);
  }
}
