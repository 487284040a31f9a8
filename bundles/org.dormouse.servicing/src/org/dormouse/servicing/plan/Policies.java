package org.dormouse.servicing.plan;

import java.time.Duration;
import java.util.List;
import org.dormouse.engine.StepPolicy;
import org.dormouse.engine.StepPolicy.Recovery;
import org.dormouse.servicing.HookSpec;
import org.dormouse.servicing.steps.StepKind;

/**
 * By which values each step is bounded and retried.
 *
 * @param boot a guest may take until it answers
 * @param install one install cycle may take
 * @param cycles at most
 * @param shutdown a guest may take to shut down
 */
public record Policies(Duration boot, Duration install, int cycles, Duration shutdown) {

  private static final Recovery REPEAT = new Recovery.Repeat();
  private static final Recovery FROM_DEPLOY = new Recovery.RestartFrom(StepKind.DEPLOY.kind());

  public StepPolicy of(StepKind kind) {
    return switch (kind) {
      case CLAIM -> retried(minutes(10), 3, REPEAT);
      case ASSESS -> retried(minutes(10), 2, REPEAT);
      case PLACE -> retried(minutes(1), 3, REPEAT);
      case DEPLOY -> retried(minutes(10), 3, REPEAT);
      case START -> retried(minutes(3), 2, REPEAT);
      case WAIT_FOR_GUEST -> retried(boot, 1, FROM_DEPLOY);
      // what a guest begins by itself when it starts may use its packages for some minutes
      case CHECK_CLIENT -> retried(minutes(10), 8, FROM_DEPLOY);
      case SCAN -> retried(minutes(30), 5, FROM_DEPLOY);
      case INSTALL -> retried(install.multipliedBy(cycles), 1, FROM_DEPLOY);
      case VERIFY -> retried(minutes(30), 5, FROM_DEPLOY);
      case SHUT_DOWN -> retried(shutdown, 1, FROM_DEPLOY);
      // export, boot, what systemd still starts after it, shut-down; the checks come on top
      case BOOT_TEST -> retried(Duration.ofHours(6).plus(boot.multipliedBy(2)).plus(shutdown), 2, REPEAT);
      case STORE -> retried(Duration.ofHours(6), 2, REPEAT);
      case RELEASE -> retried(minutes(10), 6, REPEAT);
    };
  }

  /** @param checks what has to be well in the new generation */
  public StepPolicy bootTest(List<HookSpec> checks) {
    StepPolicy bare = of(StepKind.BOOT_TEST);
    Duration all = checks.stream().map(HookSpec::timeout).reduce(Duration.ZERO, Duration::plus);
    return retried(bare.timeout().plus(all), bare.attempts(), bare.recovery());
  }

  /** Tried once: what a hook did is not undone, so nothing but its own words has it done again. */
  public StepPolicy of(HookSpec hook) {
    Recovery recovery = switch (hook.kind()) {
      case HEALTH_CHECK, APPROVAL -> REPEAT;
      case GUEST_SCRIPT, LOCAL_SCRIPT -> hook.repeatable() ? REPEAT : new Recovery.Ask(HookSpec.ANSWER_WITHIN);
    };
    return new StepPolicy(hook.timeout().plus(HookSpec.MARGIN), 1, Duration.ZERO, Duration.ZERO, recovery,
        hook.mayFail());
  }

  private static StepPolicy retried(Duration timeout, int attempts, Recovery recovery) {
    return new StepPolicy(timeout, attempts, Duration.ofSeconds(5), minutes(2), recovery, false);
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }
}
