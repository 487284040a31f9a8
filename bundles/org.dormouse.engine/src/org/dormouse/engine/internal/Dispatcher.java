package org.dormouse.engine.internal;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.dormouse.engine.PlannedStep.Alternative;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.StepState;
import org.dormouse.engine.StepTrouble;
import org.dormouse.engine.store.LeaseRow;

/** Claims READY steps: as many as there is room for calls, in the order and with the slots that admission decides. */
final class Dispatcher {

  private final Machine machine;
  private boolean draining;

  Dispatcher(Machine machine) {
    this.machine = machine;
  }

  void drain() {
    draining = true;
  }

  boolean draining() {
    return draining;
  }

  /** Whether something goes on that is not left at a gate. */
  boolean hasWorkLeft() {
    return machine.ledger.runs().stream().flatMap(run -> run.servicings.stream())
        .filter(servicing -> servicing.state == ServicingState.RUNNING)
        .anyMatch(servicing -> servicing.waitingAtGate().isEmpty());
  }

  void dispatch() {
    Admission.Decisions decisions;
    do {
      decisions = machine.admission.pass(machine.calls.room(), draining);
      for (Step step : decisions.impossible()) {
        reject(step, new StepTrouble("needs-exceed-capacity", "Step " + step.plan.kind() + " of "
            + step.servicing.subject + " needs more than there is: " + needs(step) + ".",
            "Give a host more capacity or the virtual machine less."));
      }
      for (Admission.Grant grant : decisions.grants()) {
        // what an earlier one of this pass led to may have cancelled it
        if (grant.step().state == StepState.READY) {
          claim(grant.step(), grant.alternative());
        }
      }
    } while (!decisions.impossible().isEmpty() || !decisions.grants().isEmpty());
  }

  private String needs(Step step) {
    StringBuilder text = new StringBuilder();
    for (Alternative alternative : step.plan.needs()) {
      text.append(text.isEmpty() ? "" : "; ").append(alternative.name()).append(": ");
      for (Map.Entry<String, Long> need : new TreeMap<>(alternative.amounts()).entrySet()) {
        text.append(need.getKey()).append(' ').append(need.getValue()).append(" of ")
            .append(machine.admission.capacity(need.getKey())).append(' ');
      }
    }
    return text.toString().strip();
  }

  private void claim(Step step, Optional<Alternative> alternative) {
    if (!machine.knows(step.plan.kind())) {
      reject(step, new StepTrouble("no-handler", "Nothing installed can do step " + step.plan.kind() + " of "
          + step.servicing.subject + ".", "Install the back end that does it, then retry."));
      return;
    }
    Servicing servicing = step.servicing;
    if (!servicing.begun()) {
      servicing.started = machine.now();
      machine.ledger.state(servicing, ServicingState.RUNNING);
    }
    alternative.ifPresent(granted -> {
      lease(step, granted.name(), LeaseRow.CHOICE, 0);
      granted.amounts().forEach((resource, amount) -> lease(step, granted.name(), resource, amount));
    });
    step.granted = alternative.map(Alternative::name).or(() -> servicing.held(step.ordinal)).orElse(null);
    step.due = null;
    step.started = machine.now();
    step.deadline = machine.now().plus(step.plan.policy().timeout());
    machine.fire(step, Event.CLAIM, Ledger.ENGINE, step.granted == null ? "" : step.granted);
  }

  private void lease(Step step, String alternative, String resource, long amount) {
    Servicing servicing = step.servicing;
    LeaseRow lease = new LeaseRow(servicing.run.number, servicing.position, step.ordinal, alternative, resource,
        amount);
    servicing.leases.add(lease);
    machine.admission.take(resource, amount);
    machine.ledger.leased(lease);
  }

  private void reject(Step step, StepTrouble trouble) {
    step.trouble = Texts.bounded(trouble);
    machine.fire(step, step.plan.always() ? Event.OWE : Event.FAIL);
  }
}
