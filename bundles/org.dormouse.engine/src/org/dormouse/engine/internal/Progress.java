package org.dormouse.engine.internal;

import java.util.List;
import java.util.Optional;

import org.dormouse.engine.PlannedStep;
import org.dormouse.engine.RunState;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.StepState;
import org.dormouse.engine.StepTrouble;
import org.dormouse.engine.store.Course;
import org.dormouse.engine.store.LeaseRow;

/** How a servicing goes from step to step, from life to life and to its end, and its run with it. */
final class Progress {

  static final String CLEANUP_OWED = "cleanup-owed";

  private final Machine machine;

  Progress(Machine machine) {
    this.machine = machine;
  }

  /** Changes the course, then goes on. */
  void turn(Servicing servicing, Course course, Optional<StepTrouble> trouble) {
    servicing.course = course;
    trouble.ifPresent(why -> servicing.trouble = why);
    machine.ledger.changed(servicing);
    proceed(servicing);
  }

  /** Makes the next step READY, passing over those that are not wanted any more, or ends the life. */
  void proceed(Servicing servicing) {
    for (Step step : List.copyOf(servicing.current)) {
      if (step.state.isFinal() || step.state == StepState.CLEANUP_OWED) {
        continue;
      }
      if (step.state != StepState.PENDING) {
        return;
      }
      if (servicing.cancelRequested && servicing.course == Course.FORWARD && !step.plan.always()) {
        servicing.course = Course.CANCELLING;
        machine.ledger.changed(servicing);
      }
      boolean wanted = step.plan.always() ? servicing.begun() : servicing.course == Course.FORWARD;
      if (wanted) {
        machine.fire(step, Event.UNBLOCK);
        return;
      }
      machine.fire(step, Event.PASS_OVER);
    }
    if (servicing.ended == null) {
      endLife(servicing);
    }
  }

  private void endLife(Servicing servicing) {
    if (servicing.course != Course.STARTING_OVER) {
      finish(servicing);
    } else if (servicing.owesCleanup()) {
      servicing.course = Course.FAILING;
      finish(servicing);
    } else {
      int from = servicing.ofKind(servicing.startFrom).orElseThrow().ordinal;
      machine.ledger.journal(servicing, Ledger.ENGINE, "starts over from " + servicing.startFrom);
      freeFrom(servicing, from);
      beginLife(servicing, from);
    }
  }

  /** New rows from that step on, under a new key. If it is to be cancelled by now, only the release is run. */
  void beginLife(Servicing servicing, int from) {
    servicing.life++;
    servicing.course = Course.FORWARD;
    servicing.startFrom = "";
    servicing.trouble = null;
    for (Step old : List.copyOf(servicing.current.subList(from, servicing.current.size()))) {
      Step step = Step.planned(servicing, machine.ledger.nextStep(), old.ordinal, 1, old.plan);
      servicing.add(step);
      machine.ledger.changed(step);
    }
    machine.ledger.changed(servicing);
    proceed(servicing);
  }

  private void finish(Servicing servicing) {
    ServicingState end = switch (servicing.course) {
      case FORWARD -> ServicingState.SUCCEEDED;
      case NOTHING_PENDING -> ServicingState.UP_TO_DATE;
      case FAILING, STARTING_OVER -> ServicingState.FAILED;
      case CANCELLING -> ServicingState.CANCELLED;
    };
    servicing.ended = machine.now();
    if (servicing.owesCleanup()) {
      noteOwed(servicing);
    } else {
      freeFrom(servicing, 0);
    }
    machine.ledger.journal(servicing, Ledger.ENGINE, "ended: " + end
        + (servicing.trouble == null ? "" : ", " + servicing.trouble.code()));
    machine.ledger.state(servicing, end);
    if (end == ServicingState.FAILED) {
      checkBudget(servicing.run);
    }
    checkEnd(servicing.run);
  }

  private static void noteOwed(Servicing servicing) {
    if (servicing.trouble == null) {
      servicing.trouble = new StepTrouble(CLEANUP_OWED, "What " + servicing.subject
          + " has used could not be released; it is tried again every now and then.",
          "The journal says what stands in the way.");
    }
  }

  private void checkBudget(Run run) {
    if (run.state != RunState.RUNNING && run.state != RunState.PAUSED || !run.budgetSpent()) {
      return;
    }
    run.state = RunState.STOPPED;
    machine.ledger.changed(run);
    machine.ledger.journal(run, Ledger.ENGINE, "the failure budget is spent after "
        + run.count(ServicingState.FAILED) + " failures: nothing more is started");
    run.servicings.stream().filter(servicing -> !servicing.state.isFinal())
        .filter(servicing -> servicing.waitingAtGate().isPresent()).toList().forEach(this::cancelUnstarted);
  }

  /** What a run whose failure budget is spent does not start. */
  void cancelUnstarted(Servicing servicing) {
    servicing.cancelRequested = true;
    servicing.active().ifPresent(step -> {
      step.trouble = new StepTrouble("failure-budget-spent", "Not started, as too many others of " + servicing.run.id
          + " had failed.", "Look at what they failed of, then run the job again.");
      machine.fire(step, Event.CANCEL);
    });
  }

  void checkEnd(Run run) {
    if (run.ended == null && run.allServicingsEnded()) {
      run.state = RunState.ENDED;
      run.ended = machine.now();
      machine.ledger.changed(run);
      machine.ledger.journal(run, Ledger.ENGINE, "ended: " + run.view().counts());
    }
  }

  /** A release is owed from now on; what comes after it goes on. */
  void owed(Servicing servicing) {
    if (servicing.ended == null) {
      proceed(servicing);
    }
  }

  /** A release that was owed is done. */
  void settle(Servicing servicing) {
    if (servicing.ended == null || servicing.owesCleanup()) {
      return;
    }
    freeFrom(servicing, 0);
    if (servicing.trouble != null && servicing.trouble.code().equals(CLEANUP_OWED)) {
      servicing.trouble = null;
    }
    machine.ledger.journal(servicing, Ledger.ENGINE, "nothing is owed any more");
    machine.ledger.changed(servicing);
  }

  /** What was held for the time of the step only. */
  void freeOf(Step step) {
    if (step.plan.hold() == PlannedStep.Hold.STEP) {
      free(step.servicing, step.servicing.leases.stream().filter(lease -> lease.ordinal() == step.ordinal).toList());
    }
  }

  private void freeFrom(Servicing servicing, int ordinal) {
    free(servicing, servicing.leases.stream().filter(lease -> lease.ordinal() >= ordinal).toList());
  }

  private void free(Servicing servicing, List<LeaseRow> leases) {
    for (LeaseRow lease : leases) {
      servicing.leases.remove(lease);
      machine.admission.free(lease.resource(), lease.amount());
      machine.ledger.freed(lease);
    }
  }

  /** Derives the state of a servicing that has not ended from its steps. */
  void refresh(Servicing servicing) {
    if (servicing.ended != null) {
      return;
    }
    boolean asks = servicing.current.stream().anyMatch(step -> step.state == StepState.NEEDS_OPERATOR);
    machine.ledger.state(servicing, asks ? ServicingState.NEEDS_OPERATOR
        : servicing.begun() ? ServicingState.RUNNING : ServicingState.WAITING);
  }
}
