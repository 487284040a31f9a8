package org.dormouse.engine.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

import org.dormouse.engine.StepState;
import org.dormouse.engine.StepTrouble;

/** What happens by the clock alone: polls, deadlines, calls that do not come back, decisions by default, sweeps. */
final class Alarms {

  private static final Logger LOG = System.getLogger(Alarms.class.getName());

  private final Machine machine;
  private final Outcomes outcomes;

  Alarms(Machine machine, Outcomes outcomes) {
    this.machine = machine;
    this.outcomes = outcomes;
  }

  /** What the agenda had for this instant. */
  void alarm(Step step) {
    if (step.call != null) {
      impatient(step);
      return;
    }
    switch (step.state) {
      case READY -> machine.enqueue(step);
      case STARTING, RUNNING -> {
        if (outcomes.overdue(step)) {
          outcomes.end(step);
        } else {
          machine.call(step, Call.Kind.POLL);
        }
      }
      case NEEDS_OPERATOR -> outcomes.decide(step, step.byDefault, Ledger.ENGINE, true);
      case CLEANUP_OWED -> sweep(step);
      case PENDING, SUCCEEDED, FAILED, SKIPPED, CANCELLED -> {
        // nothing is ever due for these
      }
    }
  }

  /** A call is still under way that should be back: first it is interrupted, then it is given up. */
  private void impatient(Step step) {
    Call call = step.call;
    if (!call.interrupted) {
      call.interrupt();
      machine.agenda.set(step, machine.now().plus(machine.settings.grace()));
      return;
    }
    LOG.log(Level.ERROR, "The handler of {0} does not come back from {1}; the call is given up.", step, call.kind);
    machine.calls.over(call);
    step.call = null;
    step.stuck = call;
    giveUp(step);
  }

  /** No further attempt while a thread may still be at work in this one. */
  private void giveUp(Step step) {
    step.trouble = new StepTrouble("handler-stuck", "Step " + step.plan.kind() + " of " + step.servicing.subject
        + " does not answer, not even to an interrupt.", "This is a fault of a back end; restart the engine.");
    machine.fire(step, step.plan.always() ? Event.OWE : Outcomes.unwanted(step) ? Event.CANCEL : Event.FAIL);
  }

  /** Tries once more to release what is owed. */
  void sweep(Step step) {
    if (step.servicing.stuck() || !machine.knows(step.plan.kind())) {
      machine.agenda.set(step, machine.now().plus(machine.settings.sweepEvery()));
    } else if (step.ticket.isEmpty()) {
      step.deadline = machine.now().plus(step.plan.policy().timeout());
      machine.call(step, Call.Kind.START);
    } else if (outcomes.overdue(step)) {
      outcomes.end(step);
    } else {
      machine.call(step, Call.Kind.POLL);
    }
  }

  /** Whether this call had been given up; then its answer is not used, but what waited for it goes on. */
  boolean cameBackLate(Call call) {
    Step step = call.step;
    if (step.stuck != call) {
      return false;
    }
    LOG.log(Level.WARNING, "A call for {0} came back after it had been given up; its answer is not used.", step);
    step.stuck = null;
    step.servicing.current.stream().filter(other -> other.state == StepState.CLEANUP_OWED && other.call == null)
        .toList().forEach(this::sweep);
    return true;
  }
}
