package org.dormouse.servicing.plan;

import java.time.Duration;
import org.dormouse.engine.StepPolicy;
import org.dormouse.engine.StepPolicy.Recovery;
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
      case CHECK_CLIENT -> retried(minutes(10), 5, FROM_DEPLOY);
      case SCAN -> retried(minutes(30), 2, FROM_DEPLOY);
      case INSTALL -> retried(install.multipliedBy(cycles), 1, FROM_DEPLOY);
      case VERIFY -> retried(minutes(30), 2, FROM_DEPLOY);
      case SHUT_DOWN -> retried(shutdown, 1, FROM_DEPLOY);
      case STORE -> retried(Duration.ofHours(6), 2, REPEAT);
      case RELEASE -> retried(minutes(10), 6, REPEAT);
    };
  }

  private static StepPolicy retried(Duration timeout, int attempts, Recovery recovery) {
    return new StepPolicy(timeout, attempts, Duration.ofSeconds(5), minutes(2), recovery, false);
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }
}
