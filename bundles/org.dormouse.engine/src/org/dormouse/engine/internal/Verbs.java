package org.dormouse.engine.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.dormouse.engine.Decision;
import org.dormouse.engine.Plan;
import org.dormouse.engine.PlannedServicing;
import org.dormouse.engine.PlannedStep;
import org.dormouse.engine.RunControl;
import org.dormouse.engine.RunState;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.StepState;
import org.dormouse.engine.StepTrouble;
import org.dormouse.engine.store.Course;
import org.dormouse.engine.store.RunRow;
import org.dormouse.engine.store.ServicingRow;

/** What people may do to runs: each verb is decided in a turn and answered when that turn is durable. */
final class Verbs implements RunControl {

  private final Core core;
  private final Machine machine;
  private final Outcomes outcomes;
  private final Alarms alarms;
  private final Ledger ledger;

  Verbs(Core core, Machine machine, Outcomes outcomes, Alarms alarms, Ledger ledger) {
    this.core = core;
    this.machine = machine;
    this.outcomes = outcomes;
    this.alarms = alarms;
    this.ledger = ledger;
  }

  @Override
  public Answer submit(Plan plan) {
    Optional<String> problem = PlanCheck.problem(plan);
    return problem.isPresent() ? new Refused("bad-plan", problem.get())
        : core.ask(() -> core.draining() ? drained() : accept(plan));
  }

  private static Answer drained() {
    return new Refused("engine-draining", "The engine is about to stop and takes no new work; try again in a moment.");
  }

  private Answer accept(Plan plan) {
    Run run = new Run(new RunRow(ledger.nextRun(), 0, 0, plan.job(), plan.by(), RunState.RUNNING, ledger.now(),
        Optional.empty(), plan.budget()));
    String ofTheRun = Plan.OF_THE_RUN + ":" + run.id;
    plan.capacities()
        .forEach((resource, amount) -> capacity(resource.equals(Plan.OF_THE_RUN) ? ofTheRun : resource, amount));
    plan.free().forEach((resource, amount) -> capacity(resource, amount + machine.admission.used(resource)));
    Map<PlannedStep, PlannedStep> shared = new HashMap<>();
    for (PlannedServicing planned : plan.servicings()) {
      Servicing servicing = new Servicing(run, new ServicingRow(run.number, run.servicings.size(), planned.id(),
          planned.subject(), 1, 0, ServicingState.WAITING, 1, Course.FORWARD, false, false, "", Optional.empty(),
          Optional.empty(), Optional.empty()));
      run.add(servicing);
      for (PlannedStep step : planned.steps()) {
        servicing.add(Step.planned(servicing, ledger.nextStep(), servicing.current.size(), 1,
            shared.computeIfAbsent(step, same -> same.renamed(Plan.OF_THE_RUN, ofTheRun))));
      }
    }
    ledger.submit(run, plan.payload(), plan.servicings().stream().map(PlannedServicing::payload).toList());
    ledger.changed(run);
    ledger.journal(run, plan.by(), "submitted: " + plan.job() + ", " + plan.servicings().size() + " to service");
    List.copyOf(run.servicings).forEach(servicing -> {
      ledger.changed(servicing);
      machine.progress.proceed(servicing);
    });
    machine.progress.checkEnd(run);
    return new Accepted(run.id);
  }

  private void capacity(String resource, long amount) {
    machine.admission.capacity(resource, amount);
    ledger.capacity(resource, amount);
  }

  @Override
  public Answer pause(String runId, String by) {
    return core.ask(() -> onRun(runId, RunState.RUNNING, "not-running", run -> {
      waiting(run).forEach(machine.admission::remove);
      state(run, RunState.PAUSED, by, "paused");
      return new Accepted(runId);
    }));
  }

  @Override
  public Answer resume(String runId, String by) {
    return core.ask(() -> onRun(runId, RunState.PAUSED, "not-paused", run -> {
      state(run, RunState.RUNNING, by, "resumed");
      waiting(run).forEach(machine::enqueue);
      return new Accepted(runId);
    }));
  }

  /** Only in that state; a run that has ended need not be read for it. */
  private Answer onRun(String runId, RunState needed, String otherwise, Function<Run, Answer> verb) {
    return core.state(runId).map(state -> state == needed ? onRun(runId, verb)
        : new Refused(otherwise, runId + " is " + state + ", it would have to be " + needed + "."))
        .orElseGet(() -> unknown(runId));
  }

  /** READY steps that would start something new. */
  private static List<Step> waiting(Run run) {
    return run.servicings.stream().flatMap(servicing -> servicing.waitingAtGate().stream()).toList();
  }

  private void state(Run run, RunState state, String by, String text) {
    run.state = state;
    ledger.changed(run);
    ledger.journal(run, by, text);
  }

  @Override
  public Answer cancel(String runId, Optional<String> servicingId, String by) {
    return core.ask(() -> core.state(runId).filter(RunState.ENDED::equals).isPresent()
        ? new Refused("already-ended", runId + " has ended.")
        : onRun(runId, run -> servicingId.isEmpty() ? cancel(run, by) : onServicing(run, servicingId.get(),
            servicing -> cancelOne(servicing, by))));
  }

  private Answer cancelOne(Servicing servicing, String by) {
    if (servicing.state.isFinal()) {
      return new Refused("already-ended", "Servicing " + servicing.id + " of " + servicing.run.id + " has ended: "
          + servicing.state + ".");
    }
    cancel(servicing, by);
    return new Accepted(servicing.id);
  }

  private Answer cancel(Run run, String by) {
    if (run.state != RunState.CANCELLING) {
      state(run, RunState.CANCELLING, by, "cancelled");
    }
    List.copyOf(run.servicings).stream().filter(servicing -> !servicing.state.isFinal())
        .forEach(servicing -> cancel(servicing, by));
    return new Accepted(run.id);
  }

  private void cancel(Servicing servicing, String by) {
    if (servicing.cancelRequested) {
      return;
    }
    servicing.cancelRequested = true;
    ledger.changed(servicing);
    ledger.journal(servicing, by, "to be cancelled");
    servicing.active().filter(step -> !step.plan.always()).ifPresent(step -> {
      switch (step.state) {
        case READY, NEEDS_OPERATOR -> {
          step.trouble = Texts.bounded(new StepTrouble("cancelled", "Cancelled by " + by + ".", ""));
          machine.fire(step, Event.CANCEL, by, "");
        }
        case STARTING, RUNNING -> {
          if (step.call == null) {
            outcomes.end(step);
          } else {
            machine.hurry(step);
          }
        }
        case PENDING, SUCCEEDED, FAILED, SKIPPED, CANCELLED, CLEANUP_OWED -> {
          // never at work
        }
      }
    });
  }

  @Override
  public Answer decide(String runId, long stepId, Decision decision, String by) {
    return core.ask(() -> ledger.runs().stream().filter(run -> run.id.equals(runId))
        .flatMap(run -> run.servicings.stream()).flatMap(servicing -> servicing.steps.stream())
        .filter(step -> step.id == stepId).findFirst().map(step -> decide(step, decision, by))
        .orElseGet(() -> new Refused("unknown-step", runId + " has no step " + stepId + ", or is not under way.")));
  }

  private Answer decide(Step step, Decision decision, String by) {
    if (decision == Decision.SKIP && !step.plan.policy().skippable()
        && (step.state == StepState.NEEDS_OPERATOR || step.state == StepState.CLEANUP_OWED)) {
      return new Refused("not-skippable", "Step " + step.plan.kind() + " of " + step.servicing.subject
          + " cannot be skipped.");
    }
    if (step.state == StepState.NEEDS_OPERATOR) {
      outcomes.decide(step, decision, by, false);
      return new Accepted(step.servicing.run.id);
    }
    if (step.state == StepState.CLEANUP_OWED && step.call == null && decision == Decision.RETRY) {
      alarms.sweep(step);
      return new Accepted(step.servicing.run.id);
    }
    if (step.state == StepState.CLEANUP_OWED && step.call == null && decision == Decision.SKIP) {
      machine.fire(step, Event.SKIP, by, "");
      return new Accepted(step.servicing.run.id);
    }
    if (step.state == StepState.FAILED && decision == Decision.RETRY && step.servicing.state.isFinal()) {
      return retry(step.servicing, by);
    }
    return new Refused("not-waiting", "Step " + step.plan.kind() + " of " + step.servicing.subject + " is "
        + step.state + " and does not wait for the decision " + decision + ".");
  }

  @Override
  public Answer retry(String runId, String servicingId, String by) {
    return core.ask(() -> core.draining() ? drained()
        : onRun(runId, run -> onServicing(run, servicingId, servicing -> retry(servicing, by))));
  }

  private Answer retry(Servicing servicing, String by) {
    Run run = servicing.run;
    if (servicing.state != ServicingState.FAILED && servicing.state != ServicingState.CANCELLED) {
      return new Refused("not-failed", "Servicing " + servicing.id + " of " + run.id + " is " + servicing.state
          + "; only a failed or cancelled one can be tried again.");
    }
    if (servicing.owesCleanup()) {
      return new Refused("cleanup-owed", "What servicing " + servicing.id + " of " + run.id
          + " has used is not released yet; it can be tried again after that.");
    }
    if (run.state == RunState.CANCELLING || run.state == RunState.STOPPED) {
      return new Refused("run-ending", run.id + " is about to end; try again when it has.");
    }
    if (run.state == RunState.ENDED) {
      run.ended = null;
      run.state = RunState.RUNNING;
      ledger.restore(run);
      ledger.changed(run);
    }
    servicing.cancelRequested = false;
    servicing.startedOver = false;
    servicing.started = null;
    servicing.ended = null;
    ledger.journal(servicing, by, "to be tried again");
    ledger.state(servicing, ServicingState.WAITING);
    machine.progress.beginLife(servicing, 0);
    return new Accepted(servicing.id);
  }

  private Answer onRun(String runId, Function<Run, Answer> verb) {
    return core.find(runId).map(verb).orElseGet(() -> unknown(runId));
  }

  private static Answer unknown(String runId) {
    return new Refused("unknown-run", "There is no run " + Texts.line(runId, 100) + ".");
  }

  private static Answer onServicing(Run run, String servicingId,
      Function<Servicing, Answer> verb) {
    return run.servicing(servicingId).map(verb).orElseGet(() -> new Refused("unknown-servicing",
        run.id + " has no servicing " + Texts.line(servicingId, 100) + "."));
  }
}
