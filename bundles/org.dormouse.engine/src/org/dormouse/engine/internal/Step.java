package org.dormouse.engine.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

import org.dormouse.engine.Decision;
import org.dormouse.engine.PlannedStep;
import org.dormouse.engine.StepState;
import org.dormouse.engine.StepTrouble;
import org.dormouse.engine.StepView;
import org.dormouse.engine.store.StepRow;

/** One attempt of one step. Absent instants and troubles are null. */
final class Step {

  /** Earlier runs first, then as planned. */
  static final Comparator<Step> ORDER = Comparator.<Step>comparingLong(step -> step.servicing.run.number)
      .thenComparingInt(step -> step.servicing.position).thenComparingLong(step -> step.id);

  final long id;
  final Servicing servicing;
  final int ordinal;
  final int attempt;
  final int life;
  final PlannedStep plan;

  StepState state;
  String ticket;
  String detail;
  double fraction;
  Instant started;
  Instant ended;
  Instant due;
  Instant deadline;
  StepTrouble trouble;
  String granted;
  Decision byDefault;
  int recoveries;
  long version;
  /** 0 until it is in the store. */
  long storedVersion;
  long seq;

  /** When the engine has to look at it again, whatever happens; null if only an event can move it. */
  Instant alarm;
  /** The call to its handler that is under way, or null. */
  Call call;
  /** A call that was given up but has not returned, or null. */
  Call stuck;
  /** How long to wait before the next poll or the next attempt, for the transition about to be made. */
  Duration delay = Duration.ZERO;
  /** How often a later one was granted what this one needs. */
  int overtaken;

  Step(Servicing servicing, StepRow row, long storedVersion) {
    this.servicing = servicing;
    this.storedVersion = storedVersion;
    id = row.id();
    ordinal = row.ordinal();
    attempt = row.attempt();
    life = row.life();
    plan = row.plan();
    state = row.state();
    ticket = row.ticket();
    detail = row.detail();
    fraction = row.fraction();
    started = row.started().orElse(null);
    ended = row.ended().orElse(null);
    due = row.due().orElse(null);
    deadline = row.deadline().orElse(null);
    trouble = row.trouble().orElse(null);
    granted = row.granted().orElse(null);
    byDefault = row.byDefault().orElse(null);
    recoveries = row.recoveries();
    version = row.version();
    seq = row.seq();
  }

  /** A first row, waiting. */
  static Step planned(Servicing servicing, long id, int ordinal, int attempt, PlannedStep plan) {
    return new Step(servicing, new StepRow(id, servicing.run.number, servicing.position, ordinal, attempt,
        servicing.life, plan, 1, 0, StepState.PENDING, "", "", -1, Optional.empty(), Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0), 0);
  }

  /**
   * Whether it is before something new: the servicing has not begun, or this is where it gets what it then holds to its
   * end, such as a place on a host. Many are there with little done, waiting for room; a run that starts nothing new
   * leaves them there.
   */
  boolean atGate() {
    boolean gate = plan.hold() == PlannedStep.Hold.SERVICING && !plan.needs().isEmpty();
    return !servicing.begun() || gate && servicing.held(ordinal).isEmpty();
  }

  boolean attemptsLeft() {
    return attempt < plan.policy().attempts();
  }

  /** The policy's delay before the attempt after this one. */
  Duration backoff() {
    Duration longest = plan.policy().longestBackoff();
    Duration delay = plan.policy().backoff();
    for (int i = 1; i < attempt && delay.compareTo(longest) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    return delay.compareTo(longest) > 0 && !longest.isZero() ? longest : delay;
  }

  String key(String installation) {
    return StepView.key(servicing.key(installation), ordinal, attempt);
  }

  StepRow row() {
    return new StepRow(id, servicing.run.number, servicing.position, ordinal, attempt, life, plan, version, seq, state,
        ticket, detail, fraction, Optional.ofNullable(started), Optional.ofNullable(ended), Optional.ofNullable(due),
        Optional.ofNullable(deadline), Optional.ofNullable(trouble), Optional.ofNullable(granted),
        Optional.ofNullable(byDefault), recoveries);
  }

  StepView view() {
    return new StepView(id, seq, servicing.run.id, servicing.id, plan.kind(), ordinal, attempt, life, state, detail,
        fraction, Optional.ofNullable(started), Optional.ofNullable(ended), Optional.ofNullable(trouble),
        Optional.ofNullable(granted), Optional.ofNullable(due));
  }

  @Override
  public String toString() {
    return servicing.run.id + "/" + servicing.id + "/" + plan.kind() + " attempt " + attempt + " of life " + life;
  }
}
