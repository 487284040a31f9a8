package org.dormouse.servicing.steps;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.dormouse.engine.Outcome;
import org.dormouse.engine.StepTrouble;
import org.dormouse.json.Json;
import org.dormouse.servicing.Backends;
import org.dormouse.servicing.HookSpec;
import org.dormouse.servicing.steps.BootTestTicket.Phase;
import org.dormouse.spi.Finding;
import org.dormouse.spi.GuestSession.Leave;
import org.dormouse.spi.Hypervisor.Exported;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;

/**
 * Starts the new generation once more before it is stored. Its images are written beside the old ones, as they will be
 * stored; a second deployment with overlays of its own is made on them, so that the images themselves are only read;
 * the guest has to answer, to pass the job's health checks and to shut itself down; then the second deployment is
 * thrown away. Whatever goes wrong, the library is untouched. Repeatable: it begins by throwing away what is there.
 */
final class BootTestStep extends LongStep {

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration LONGEST_SETTLING = Duration.ofMinutes(3);

  private final NewImages images;
  private final InstantSource clock;
  private final HealthCheckHook checks = new HealthCheckHook();

  BootTestStep(Backends backends, StoreRoom room, InstantSource clock) {
    super(StepKind.BOOT_TEST, backends);
    this.images = new NewImages(room);
    this.clock = clock;
  }

  @Override
  Outcome advance(Work work, String text) {
    Outcome outcome = Outcomes.of(work.power(), power -> switch (power) {
      case CRASHED, LOST, GONE -> work.died(power);
      case RUNNING -> Outcomes.failed("guest-still-running", work.machine().id() + " runs although it was shut down.",
          "Run the job again; the library image is untouched.");
      case STOPPED -> text.isEmpty() ? begin(work)
          : advance(work, work.onTrial(), Json.read(text, BootTestTicket.class));
    });
    if (outcome instanceof Outcome.Failed) {
      // the release does it again if this does not
      discard(work.onTrial());
    }
    return outcome;
  }

  /** A test that was cut off may still run on the images that are written anew. */
  private Outcome begin(Work work) {
    return Outcomes.of(discard(work.onTrial()).then(nothing -> work.library()), library ->
        images.begin(work, library, BootTestStep::exporting, BootTestStep::exported));
  }

  private static String exporting(StoreTicket export) {
    return Json.write(BootTestTicket.exporting(export));
  }

  private static Outcome exported(List<Path> targets, Exported exported) {
    return running(BootTestTicket.exported(targets, exported.sha256()), "starting the new generation", Duration.ZERO);
  }

  private static Outcome running(BootTestTicket ticket, String detail, Duration pollAfter) {
    return Outcomes.running(Json.write(ticket), detail, pollAfter);
  }

  private static Result<Result.Nothing> discard(Work trial) {
    return trial.onHost((hypervisor, host) -> hypervisor.release(host, trial.deployment()));
  }

  private Outcome advance(Work work, Work trial, BootTestTicket ticket) {
    return switch (ticket.phase()) {
      case EXPORTING -> images.advance(work, ticket.export(), BootTestStep::exporting, BootTestStep::exported);
      case STARTING -> start(trial, ticket);
      case WAITING -> inTime(work, ticket, "did not answer", () -> await(trial, ticket));
      case SETTLING -> settle(trial, ticket);
      case CHECKING -> check(trial, ticket);
      case LEAVING -> inTime(work, ticket, "did not shut itself down", () -> leave(trial, ticket));
      case GOING_OFF -> inTime(work, ticket, "did not shut itself down", () -> awaitOff(trial, ticket));
      case CLEARING -> Outcomes.of(discard(trial), nothing -> Outcomes.done(new Outputs.BootTested(
          ticket.export().targets(), ticket.sha256(), ticket.statements(), ticket.findings())));
    };
  }

  private Instant in(Duration time) {
    return clock.instant().plus(time);
  }

  private boolean isLate(BootTestTicket ticket) {
    return clock.instant().isAfter(ticket.until());
  }

  private Outcome inTime(Work work, BootTestTicket ticket, String what, Supplier<Outcome> otherwise) {
    return isLate(ticket) ? failed(work, what + " in time") : otherwise.get();
  }

  private static Outcome failed(Work work, String what) {
    return Outcomes.failed("boot-test-failed", "The new generation of " + work.machine().id() + ", started once more, "
        + what + ".", "Nothing was stored; look at what was installed.");
  }

  private Outcome start(Work trial, BootTestTicket ticket) {
    StoredMachine fresh = NewImages.in(trial.machine(), ticket.export().targets());
    Result<Result.Nothing> started = discard(trial).then(nothing -> trial.onHost((hypervisor, host) ->
        hypervisor.deploy(host, trial.deployment(), fresh, trial.run().isolation())
            .then(deployed -> hypervisor.start(host, trial.deployment()))));
    Duration boot = trial.run().bootTest().orElseThrow();
    return Outcomes.of(started, nothing -> running(ticket.phase(Phase.WAITING, in(boot)),
        "waiting for the guest agent of the new generation", POLL));
  }

  private Outcome await(Work trial, BootTestTicket ticket) {
    return trial.withGuest(Json.write(ticket), session -> session.facts().toOptional().map(facts ->
        running(ticket.proven("the new generation was started once more and answered, with kernel " + facts.kernel())
            .phase(Phase.SETTLING, in(LONGEST_SETTLING)), "waiting until the new generation is up", Duration.ZERO))
        .orElseGet(() -> running(ticket, "waiting for the guest agent of the new generation", POLL)));
  }

  /** A unit that fails at every boot is no reason to keep old packages: it is told, and the checks decide. */
  private Outcome settle(Work trial, BootTestTicket ticket) {
    return trial.withGuest(Json.write(ticket), session -> {
      if (!isLate(ticket) && FailedUnits.isStarting(session)) {
        return running(ticket, "waiting until the new generation is up", POLL);
      }
      BootTestTicket next = FailedUnits.sentence(session)
          .map(sentence -> ticket.found(Finding.warn("units-failed", trial.machine().id(), sentence,
              "Look at 'systemctl --failed' in the guest.")))
          .orElse(ticket);
      return check(trial, next, 0);
    });
  }

  /** Begins a check, or ends if there is no further one. */
  private Outcome check(Work trial, BootTestTicket ticket, int number) {
    List<HookSpec> all = trial.run().bootChecks();
    if (number == all.size()) {
      return running(ticket.phase(Phase.LEAVING, in(trial.run().shutdownTimeout())), "shutting the new generation down",
          Duration.ZERO);
    }
    return running(ticket.check(number, in(all.get(number).timeout())), "checking " + all.get(number).name(),
        Duration.ZERO);
  }

  private Outcome check(Work trial, BootTestTicket ticket) {
    HookSpec hook = trial.run().bootChecks().get(ticket.check());
    if (isLate(ticket)) {
      return notWell(trial, ticket, hook, "was not over in its time");
    }
    return switch (checks.advance(trial, hook, ticket.inner())) {
      case Outcome.Done done -> check(trial, ticket.proven("health check " + hook.name()
          + " passed in the new generation"), ticket.check() + 1);
      case Outcome.Running(var inner, var detail, var fraction, var after) ->
          running(ticket.inner(inner), "checking " + hook.name() + ": " + detail, after);
      case Outcome.Failed(StepTrouble trouble) when trouble.code().startsWith("health-check") ->
          notWell(trial, ticket, hook, "said: " + trouble.message());
      case Outcome other -> other;
    };
  }

  private Outcome notWell(Work trial, BootTestTicket ticket, HookSpec hook, String what) {
    return hook.mayFail()
        ? check(trial, ticket.found(Finding.warn("health-check-failed", trial.machine().id(), "Health check "
            + hook.name() + " in the new generation " + what, "")), ticket.check() + 1)
        : failed(trial, "is not well: health check " + hook.name() + " " + what);
  }

  private static Outcome leave(Work trial, BootTestTicket ticket) {
    return trial.withGuest(Json.write(ticket), session -> Outcomes.of(session.leave(Leave.POWER_OFF), nothing ->
        running(ticket.phase(Phase.GOING_OFF, ticket.until()), "shutting the new generation down", POLL)));
  }

  private static Outcome awaitOff(Work trial, BootTestTicket ticket) {
    return Outcomes.of(trial.power(), power -> switch (power) {
      case STOPPED -> running(ticket.phase(Phase.CLEARING, Instant.MAX), "throwing the test away", Duration.ZERO);
      case RUNNING -> running(ticket, "shutting the new generation down", POLL);
      case CRASHED, GONE, LOST -> trial.died(power);
    });
  }

  @Override
  void stop(Work work, String text) {
    if (!text.isEmpty() && Json.read(text, BootTestTicket.class).phase() == Phase.EXPORTING) {
      NewImages.stop(work, Json.read(text, BootTestTicket.class).export());
    } else {
      discard(work.onTrial());
    }
  }
}
