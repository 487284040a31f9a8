package org.dormouse.servicing.steps;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.dormouse.engine.Outcome;
import org.dormouse.engine.StepContext;
import org.dormouse.engine.StepHandler;
import org.dormouse.engine.StepTrouble;
import org.dormouse.model.HookKind;
import org.dormouse.servicing.Backends;
import org.dormouse.servicing.HookSpec;

/**
 * All steps of hooks: finds the hook that the step names in the run's frozen list, bounds it in time, and writes its
 * failure down instead of failing if the hook may fail. A hook is tried once; what is only late to be asked is asked
 * again.
 */
final class HookStep implements StepHandler {

  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final Backends backends;
  private final InstantSource clock;
  private final Map<HookKind, HookAction> actions;

  HookStep(Backends backends, InstantSource clock) {
    this.backends = backends;
    this.clock = clock;
    actions = Map.of(HookKind.GUEST_SCRIPT, new GuestScriptHook(), HookKind.LOCAL_SCRIPT, new LocalScriptHook(),
        HookKind.HEALTH_CHECK, new HealthCheckHook(), HookKind.APPROVAL, new ApprovalHook());
  }

  @Override
  public String kind() {
    return HookSpec.FAMILY;
  }

  @Override
  public Outcome start(StepContext context) {
    return advance(context, "");
  }

  @Override
  public Outcome poll(StepContext context, String ticket) {
    return advance(context, ticket);
  }

  private Outcome advance(StepContext context, String ticket) {
    Work work = new Work(context, backends);
    HookSpec hook = hook(work);
    HookAction action = actions.get(hook.kind());
    if (!clock.instant().isBefore(context.deadline().minus(HookSpec.MARGIN))) {
      action.stop(work, hook, ticket);
      return settled(work, hook, ticket, failed(work, hook, "hook-late", "was not over after "
          + hook.timeout().toSeconds() + " s", "Give the hook more time, or find out what it waits for."));
    }
    return settled(work, hook, ticket, action.advance(work, hook, ticket));
  }

  @Override
  public void stop(StepContext context, String ticket) {
    Work work = new Work(context, backends);
    HookSpec hook = hook(work);
    actions.get(hook.kind()).stop(work, hook, ticket);
  }

  @Override
  public Optional<Outcome> find(StepContext context) {
    Work work = new Work(context, backends);
    HookSpec hook = hook(work);
    return actions.get(hook.kind()).find(work, hook).map(outcome -> settled(work, hook, "", outcome));
  }

  private static HookSpec hook(Work work) {
    return work.run().hooks().stream().filter(hook -> hook.stepKind().equals(work.context().kind())).findFirst()
        .orElseThrow(() -> new IllegalStateException("run " + work.context().runId() + " has no hook "
            + work.context().kind()));
  }

  private static Outcome settled(Work work, HookSpec hook, String ticket, Outcome outcome) {
    return switch (outcome) {
      // a further attempt would carry it out once more: it is asked after again, until its time is over
      case Outcome.Retry(StepTrouble trouble, Duration notBefore) -> Outcomes.running(ticket, trouble.message(), AGAIN);
      case Outcome.Failed(StepTrouble trouble) when hook.mayFail() -> Outcomes.done(new Outputs.Hooked(hook.name(),
          hook.kind().getLiteral(), 0, "", "failed, which this hook may", trouble.message()));
      default -> outcome;
    };
  }

  /** @param what went wrong, as the rest of a sentence about the hook */
  static Outcome failed(Work work, HookSpec hook, String code, String what, String remedy) {
    return Outcomes.failed(code, "Hook " + hook.name() + " (" + hook.kind().getLiteral() + ", "
        + hook.juncture().getLiteral() + ") of " + work.machine().id() + " " + what + ".", remedy);
  }

  /** @param log what it printed, bounded */
  static Outcome ended(Work work, HookSpec hook, int exitCode, String log) {
    String printed = HookLog.shown(log);
    if (exitCode == 0) {
      return Outcomes.done(new Outputs.Hooked(hook.name(), hook.kind().getLiteral(), 0, printed,
          "ended with exit code 0", ""));
    }
    return failed(work, hook, "hook-failed", "ended with exit code " + exitCode
        + (printed.isBlank() ? " and printed nothing" : "; it printed last: " + HookLog.lastLines(printed)),
        "Look at what the hook does; mayFail lets the workflow go on in spite of it.");
  }
}
