package org.dormouse.engine.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.dormouse.engine.StepState;
import org.dormouse.engine.StepTrouble;
import org.dormouse.engine.store.LeaseRow;
import org.dormouse.engine.store.RunRow;
import org.dormouse.engine.store.RunStore;
import org.dormouse.engine.store.ServicingRow;
import org.dormouse.engine.store.StepRow;

/**
 * Goes on after the engine has ended in whatever way. A start whose answer was never seen is looked for; what is not
 * found follows its policy. What was running is asked how it is. Questions wait on, owed clean-ups are tried again,
 * final states are not touched.
 */
final class Recovery {

  private final RunStore store;
  private final Machine machine;
  private final Outcomes outcomes;
  private final Alarms alarms;

  Recovery(RunStore store, Machine machine, Outcomes outcomes, Alarms alarms) {
    this.store = store;
    this.machine = machine;
    this.outcomes = outcomes;
    this.alarms = alarms;
  }

  /** Takes up everything that has not ended. */
  void recover() {
    RunStore.Unfinished unfinished = store.unfinished();
    machine.ledger.restore(unfinished.numbers());
    unfinished.capacities().forEach(machine.admission::capacity);
    Map<Long, Run> runs = new HashMap<>();
    for (RunRow row : unfinished.runs()) {
      Run run = new Run(row);
      runs.put(run.number, run);
      machine.ledger.restore(run);
    }
    build(runs, unfinished.servicings(), unfinished.steps());
    for (LeaseRow lease : unfinished.leases()) {
      runs.get(lease.run()).servicings.get(lease.position()).leases.add(lease);
      machine.admission.take(lease.resource(), lease.amount());
    }
    for (Run run : List.copyOf(machine.ledger.runs())) {
      machine.ledger.journal(run, Ledger.ENGINE, "goes on after the engine was started");
      List.copyOf(run.servicings).forEach(this::goOn);
      machine.progress.checkEnd(run);
    }
  }

  /** A run that has ended, in memory again. */
  Optional<Run> load(long number) {
    return store.run(number).map(stored -> {
      Run run = new Run(stored.run());
      build(Map.of(number, run), store.servicings(number), store.steps(number));
      return run;
    });
  }

  private static void build(Map<Long, Run> runs, List<ServicingRow> servicings, List<StepRow> steps) {
    for (ServicingRow row : servicings) {
      Run run = runs.get(row.run());
      run.add(new Servicing(run, row));
    }
    for (StepRow row : steps) {
      Servicing servicing = runs.get(row.run()).servicings.get(row.position());
      Step step = new Step(servicing, row, row.version());
      servicing.add(step);
      if (step.state == StepState.CLEANUP_OWED) {
        servicing.run.owed++;
      }
    }
  }

  private void goOn(Servicing servicing) {
    for (Step step : List.copyOf(servicing.current)) {
      switch (step.state) {
        case READY -> machine.enqueue(step);
        case STARTING -> followUp(step);
        case RUNNING -> {
          if (machine.knows(step.plan.kind())) {
            machine.call(step, step.servicing.cancelRequested && !step.plan.always() ? Call.Kind.STOP
                : Call.Kind.POLL);
          } else {
            noHandler(step);
          }
        }
        case NEEDS_OPERATOR -> machine.agenda.set(step, step.due);
        case CLEANUP_OWED -> alarms.sweep(step);
        case PENDING, SUCCEEDED, FAILED, SKIPPED, CANCELLED -> {
          // waits for others, or is over
        }
      }
    }
  }

  private void followUp(Step step) {
    step.recoveries++;
    machine.ledger.touched(step);
    if (machine.knows(step.plan.kind())) {
      machine.call(step, Call.Kind.FIND);
    } else {
      noHandler(step);
    }
  }

  private void noHandler(Step step) {
    outcomes.failing(step, new StepTrouble("no-handler", "Nothing installed can do step "
        + step.plan.kind() + " of " + step.servicing.subject + " any more.",
        "Install the back end that does it, then retry."), false, Duration.ZERO);
  }
}
