package org.dormouse.servicing.steps;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.dormouse.engine.Outcome;
import org.dormouse.json.Json;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.GuestSession.JobResult;

/**
 * A detached job of a hook in the guest. Its result goes into the ticket before the job is removed from the guest: an
 * engine that dies in between neither loses the result nor leaves anything behind.
 *
 * @param key of the job: made of the deployment, so that a guest that is deployed anew begins anew
 */
record GuestJob(String key) {

  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Duration FIRST_LOOK = Duration.ofMillis(200);

  /** @param over the job has ended with the rest of this */
  private record Ticket(boolean over, int exitCode, String log) {}

  /** @param attempt of the same hook in the same deployment, from 1 */
  static GuestJob of(Work work, String step, int attempt) {
    try {
      byte[] name = (work.deployment() + " " + step + " " + attempt).getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(name);
      return new GuestJob("hook-" + HexFormat.of().formatHex(hash, 0, 12));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /**
   * @param ticket empty: start it; a job that was started before goes on
   * @param outer makes the step's ticket of the job's
   * @param ended what its exit code and log come to
   */
  Outcome advance(GuestSession session, String ticket, String script, UnaryOperator<String> outer,
      BiFunction<Integer, String, Outcome> ended) {
    if (ticket.isEmpty()) {
      return Outcomes.of(session.startJob(key, script), nothing -> Outcomes.running(
          outer.apply(Json.write(new Ticket(false, 0, ""))), "running in the guest", FIRST_LOOK));
    }
    Ticket at = Json.read(ticket, Ticket.class);
    if (at.over()) {
      return Outcomes.of(session.endJob(key), nothing -> ended.apply(at.exitCode(), at.log()));
    }
    return Outcomes.of(session.pollJob(key), same -> outer.apply(ticket), (JobResult result) -> Outcomes.running(
        outer.apply(Json.write(new Ticket(true, result.exitCode(), HookLog.shown(result.log())))),
        "ended in the guest", AT_ONCE));
  }

  /** Ends it if the guest can be reached; what is not reached is released with the guest. */
  void stop(Work work) {
    work.session().toOptional().ifPresent(session -> {
      try (session) {
        session.endJob(key);
      }
    });
  }
}
