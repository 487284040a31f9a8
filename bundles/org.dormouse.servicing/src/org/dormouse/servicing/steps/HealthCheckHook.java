package org.dormouse.servicing.steps;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.dormouse.engine.Outcome;
import org.dormouse.json.Json;
import org.dormouse.model.HealthCheck;
import org.dormouse.servicing.HookSpec;
import org.dormouse.spi.GuestSession;

/** Looks, as often as the hook says, evenly over its time, until it is well once. */
final class HealthCheckHook implements HookAction {

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** @param attempt from 1; {@code inner} ticket of the job that is the look, if it is one */
  private record Ticket(int attempt, String inner) {}

  @Override
  public Outcome advance(Work work, HookSpec hook, String text) {
    Ticket ticket = text.isEmpty() ? new Ticket(1, "") : Json.read(text, Ticket.class);
    return work.withGuest(Json.write(ticket), session -> hook.check() == HealthCheck.EXIT_CODE
        ? command(work, hook, ticket, session)
        : Outcomes.of(GuestProbe.of(hook).look(session), look -> judged(work, hook, ticket, look)));
  }

  private static Outcome command(Work work, HookSpec hook, Ticket ticket, GuestSession session) {
    UnaryOperator<String> outer = inner -> Json.write(new Ticket(ticket.attempt(), inner));
    return GuestJob.of(work, hook.stepKind(), ticket.attempt()).advance(session, ticket.inner(), hook.target(), outer,
        (exitCode, log) -> exitCode == 0 ? HookStep.ended(work, hook, 0, log)
            : again(work, hook, ticket, "exit code " + exitCode
                + (log.isBlank() ? "" : ", printed " + HookLog.lastLines(log))));
  }

  private static Outcome judged(Work work, HookSpec hook, Ticket ticket, GuestProbe.Look look) {
    return switch (look) {
      case GuestProbe.Look.Well well -> Outcomes.done(new Outputs.Hooked(hook.name(), hook.kind().getLiteral(), 0, "",
          hook.check().getLiteral() + " " + hook.target() + " is well"
              + (ticket.attempt() > 1 ? ", at look " + ticket.attempt() : ""), ""));
      case GuestProbe.Look.NotWell(String why) -> again(work, hook, ticket, why);
      case GuestProbe.Look.NotPossible(String why) -> HookStep.failed(work, hook, "health-check-not-possible",
          "cannot be carried out: " + why, "Install it in the guest, or take another check.");
    };
  }

  private static Outcome again(Work work, HookSpec hook, Ticket ticket, String why) {
    if (ticket.attempt() >= hook.attempts()) {
      return HookStep.failed(work, hook, "health-check-failed", "found " + hook.check().getLiteral() + " "
          + hook.target() + " not well in " + ticket.attempt() + (ticket.attempt() == 1 ? " look: " : " looks: ") + why,
          "Look into the guest, or give the check more time and attempts.");
    }
    return Outcomes.running(Json.write(new Ticket(ticket.attempt() + 1, "")), "look " + ticket.attempt() + " of "
        + hook.attempts() + ": " + why, pause(hook));
  }

  static Duration pause(HookSpec hook) {
    Duration even = hook.timeout().dividedBy(hook.attempts());
    return even.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE
        : even.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : even;
  }

  @Override
  public void stop(Work work, HookSpec hook, String text) {
    if (hook.check() == HealthCheck.EXIT_CODE && !text.isEmpty()) {
      GuestJob.of(work, hook.stepKind(), Json.read(text, Ticket.class).attempt()).stop(work);
    }
  }
}
