package org.dormouse.engine.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

import org.dormouse.engine.Decision;
import org.dormouse.engine.Outcome;
import org.dormouse.engine.StepPolicy.Recovery;
import org.dormouse.engine.StepState;
import org.dormouse.engine.StepTrouble;

/** Turns what handlers answer, throw, or fail to answer in time into events. */
final class Outcomes {

  private static final Logger LOG = System.getLogger(Outcomes.class.getName());
  private static final Duration SHORTEST_DELAY = Duration.ofMillis(10);
  private static final Duration LONGEST_DELAY = Duration.ofHours(1);

  private final Machine machine;

  Outcomes(Machine machine) {
    this.machine = machine;
  }

  /** A call has come back. */
  void returned(Call call, Call.Result result) {
    machine.calls.over(call);
    Step step = call.step;
    step.call = null;
    machine.agenda.clear(step);
    switch (result) {
      case Call.Answered answered when call.interrupted && badly(answered.outcome()) -> end(step);
      case Call.Answered answered -> answered(step, answered.outcome());
      case Call.Nothing nothing when call.kind == Call.Kind.STOP -> stopped(step);
      case Call.Nothing nothing -> lost(step);
      case Call.Threw threw -> threw(step, call, threw.problem());
    }
  }

  /** What a handler says that was interrupted in its work is most likely about the interrupt. */
  private static boolean badly(Outcome outcome) {
    return outcome instanceof Outcome.Failed || outcome instanceof Outcome.Retry;
  }

  /** The engine could not make anything of what came back: the step must not wait for it for ever. */
  void unusable(Step step, RuntimeException problem) {
    LOG.log(Level.ERROR, "What the handler of " + step + " answered could not be used.", problem);
    failing(step, new StepTrouble("engine-failed", "What step " + step.plan.kind() + " of " + step.servicing.subject
        + " answered could not be used: " + problem, "This is a fault of the program; its log has the details."), false,
        Duration.ZERO);
  }

  private void threw(Step step, Call call, Throwable problem) {
    LOG.log(Level.WARNING, "The handler of " + step + " threw on " + call.kind + ".", problem);
    if (call.kind == Call.Kind.STOP) {
      stopped(step);
    } else if (call.interrupted) {
      end(step);
    } else {
      String message = problem.getMessage() == null ? "" : ": " + Texts.line(problem.getMessage(), 500);
      failing(step, new StepTrouble("handler-failed", "Step " + step.plan.kind() + " of " + step.servicing.subject
          + " failed with " + problem.getClass().getName() + message + ".",
          "This is a fault of the program or of a back end; the engine's log has the details."), false,
          Duration.ZERO);
    }
  }

  private void answered(Step step, Outcome outcome) {
    boolean unwanted = unwanted(step);
    Optional<StepTrouble> tooLarge = Texts.tooLarge(step, outcome);
    if (tooLarge.isPresent()) {
      failing(step, tooLarge.get(), false, Duration.ZERO);
      return;
    }
    switch (outcome) {
      case Outcome.Done done -> done(step, Event.DONE, done.output());
      case Outcome.NothingPending done -> done(step, special(step) ? Event.DONE : Event.NOTHING_PENDING,
          done.output());
      case Outcome.Running running -> running(step, running);
      case Outcome.Retry retry -> failing(step, retry.trouble(), true, retry.notBefore());
      case Outcome.StartOver again -> startOver(step, again.fromKind(), again.trouble());
      case Outcome.NeedsOperator asks when step.state == StepState.CLEANUP_OWED -> failing(step,
          new StepTrouble("needs-operator", asks.question(), ""), true, Duration.ZERO);
      case Outcome.NeedsOperator asks when unwanted -> machine.fire(step, Event.CANCEL);
      case Outcome.NeedsOperator asks -> ask(step, asks.question(), asks.deadline(), asks.byDefault());
      case Outcome.Cancelled cancelled when special(step) -> failing(step,
          new StepTrouble("cancelled", "The release was cancelled.", ""), true, Duration.ZERO);
      case Outcome.Cancelled cancelled -> machine.fire(step, Event.CANCEL);
      case Outcome.Failed failed -> failing(step, failed.trouble(), false, Duration.ZERO);
    }
  }

  private static boolean special(Step step) {
    return step.plan.always();
  }

  static boolean unwanted(Step step) {
    return step.servicing.cancelRequested && !step.plan.always();
  }

  private void done(Step step, Event event, String output) {
    step.fraction = 1;
    machine.ledger.output(step, output);
    machine.fire(step, event);
  }

  private void running(Step step, Outcome.Running running) {
    String detail = Texts.line(running.detail(), 300);
    double fraction = running.fraction() >= 0 ? Math.min(running.fraction(), 1) : -1;
    boolean changed = step.state == StepState.STARTING || !running.ticket().equals(step.ticket)
        || !detail.equals(step.detail)
        || fraction != step.fraction;
    step.ticket = running.ticket();
    step.detail = detail;
    step.fraction = fraction;
    step.delay = bounded(running.pollAfter());
    if (changed) {
      machine.fire(step, step.state == StepState.RUNNING ? Event.PROGRESS : Event.STARTED);
    } else {
      machine.pollLater(step);
    }
    if (unwanted(step) || overdue(step)) {
      machine.call(step, Call.Kind.STOP);
    }
  }

  boolean overdue(Step step) {
    return !step.deadline.isAfter(machine.now());
  }

  private static Duration bounded(Duration delay) {
    return delay.compareTo(SHORTEST_DELAY) < 0 ? SHORTEST_DELAY
        : delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
  }

  private void ask(Step step, String question, Duration deadline, Decision byDefault) {
    step.detail = Texts.line(question, 1000);
    step.due = machine.now().plus(Texts.bounded(deadline));
    step.byDefault = byDefault;
    machine.fire(step, Event.ASK, Ledger.ENGINE, step.detail);
  }

  /** @param again whether a further attempt may help */
  void failing(Step step, StepTrouble trouble, boolean again, Duration notBefore) {
    step.trouble = Texts.bounded(trouble);
    boolean release = step.plan.always();
    if (step.state == StepState.CLEANUP_OWED) {
      machine.fire(step, Event.OWE);
    } else if (again && unwanted(step)) {
      machine.fire(step, Event.CANCEL);
    } else if ((again || release) && step.attemptsLeft()) {
      step.delay = notBefore.compareTo(step.backoff()) > 0 ? Texts.bounded(notBefore) : step.backoff();
      machine.fire(step, Event.RETRY);
    } else {
      machine.fire(step, release ? Event.OWE : Event.FAIL);
    }
  }

  private void startOver(Step step, String fromKind, StepTrouble why) {
    StepTrouble trouble = Texts.bounded(why);
    Servicing servicing = step.servicing;
    Optional<Step> from = servicing.ofKind(fromKind).filter(target -> target.ordinal <= step.ordinal);
    if (step.plan.always()) {
      failing(step, trouble, true, Duration.ZERO);
    } else if (unwanted(step)) {
      step.trouble = trouble;
      machine.fire(step, Event.CANCEL);
    } else if (servicing.startedOver || from.isEmpty()) {
      failing(step, trouble, false, Duration.ZERO);
    } else {
      step.trouble = trouble;
      servicing.startedOver = true;
      servicing.startFrom = fromKind;
      machine.fire(step, Event.START_OVER);
    }
  }

  /** The engine died while a start was under way, and the handler knows nothing of it. */
  private void lost(Step step) {
    StepTrouble trouble = new StepTrouble("engine-died", "The engine died while step " + step.plan.kind() + " of "
        + step.servicing.subject + " was being started.", "");
    if (unwanted(step)) {
      step.trouble = trouble;
      machine.fire(step, Event.CANCEL);
    } else if (step.recoveries > machine.settings.recoveries()) {
      failing(step, new StepTrouble("engine-died-repeatedly", "The engine has died " + step.recoveries
          + " times while step " + step.plan.kind() + " of " + step.servicing.subject + " was being started.",
          "Look into the engine's log before trying again: the step may be what kills it."), false, Duration.ZERO);
    } else if (step.plan.always()) {
      repeat(step);
    } else {
      switch (step.plan.policy().recovery()) {
        case Recovery.Repeat repeat -> repeat(step);
        case Recovery.RestartFrom restart -> startOver(step, restart.kind(), trouble);
        case Recovery.Ask ask -> ask(step, trouble.message() + " It may or may not have been done: approve if it was,"
            + " retry if it may be done again.", ask.deadline(), Decision.FAIL);
      }
    }
  }

  private void repeat(Step step) {
    step.deadline = machine.now().plus(step.plan.policy().timeout());
    machine.fire(step, Event.REPEAT);
  }

  /** A handler has been told to stop, and has or has not. */
  private void stopped(Step step) {
    if (unwanted(step)) {
      machine.fire(step, Event.CANCEL);
    } else {
      timedOut(step, true);
    }
  }

  private void timedOut(Step step, boolean again) {
    failing(step, new StepTrouble("step-timed-out", "Step " + step.plan.kind() + " of " + step.servicing.subject
        + " was not over after " + Texts.duration(step.plan.policy().timeout())
        + (step.detail.isEmpty() ? "." : "; last seen: " + step.detail),
        "Give the step more time, or find out what it waits for."), again, Duration.ZERO);
  }

  /** Its time is over or it is not wanted: what is under way outside is stopped first. */
  void end(Step step) {
    if (step.state == StepState.RUNNING || !step.ticket.isEmpty()) {
      machine.call(step, Call.Kind.STOP);
    } else {
      stopped(step);
    }
  }

  /** Carries out a decision about a step that asks. @param byDefault nobody decided in time */
  void decide(Step step, Decision decision, String by, boolean byDefault) {
    String note = byDefault ? "nobody decided in time" : "";
    switch (decision) {
      case APPROVE -> {
        machine.ledger.output(step, "approved by " + by);
        machine.fire(step, Event.APPROVE, by, note);
      }
      case SKIP -> {
        if (step.plan.policy().skippable()) {
          machine.fire(step, Event.SKIP, by, note);
        } else {
          refused(step, note);
        }
      }
      case RETRY -> {
        if (byDefault && !step.attemptsLeft()) {
          refused(step, note);
        } else {
          step.trouble = new StepTrouble("tried-again", step.detail, "");
          step.delay = Duration.ZERO;
          machine.fire(step, Event.RETRY, by, note);
        }
      }
      case FAIL -> refused(step, byDefault ? note : "by decision of " + by);
    }
  }

  private void refused(Step step, String why) {
    step.trouble = new StepTrouble("not-approved", step.detail + " (" + why + ")",
        "Answer the question in time, or let it be approved by default.");
    machine.fire(step, step.plan.always() ? Event.OWE : Event.FAIL);
  }
}
