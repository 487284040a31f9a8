package org.dormouse.engine.internal;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.dormouse.engine.Plan;
import org.dormouse.engine.PlannedServicing;
import org.dormouse.engine.PlannedStep;
import org.dormouse.engine.StepPolicy;
import org.dormouse.engine.StepPolicy.Recovery;
import org.dormouse.engine.store.LeaseRow;

/** Says what is wrong with a plan before anything of it is written. */
final class PlanCheck {

  static final int LONGEST_PAYLOAD = 16 * 1024 * 1024;

  private PlanCheck() {}

  /** The first thing that is wrong, in one sentence; empty if the plan can be run. */
  static Optional<String> problem(Plan plan) {
    if (plan.job().length() > 500 || plan.by().length() > 200) {
      return Optional.of("The job's name or the name of who submitted it is too long.");
    }
    if (plan.payload().length() > LONGEST_PAYLOAD) {
      return Optional.of("The payload of the run is longer than " + LONGEST_PAYLOAD + " characters.");
    }
    if (plan.capacities().keySet().stream().anyMatch(resource -> resource.isEmpty() || resource.length() > 500)) {
      return Optional.of("A capacity has no name or one that is too long.");
    }
    Set<String> ids = new HashSet<>();
    for (PlannedServicing servicing : plan.servicings()) {
      Optional<String> problem = problem(servicing);
      if (problem.isEmpty() && !ids.add(servicing.id())) {
        problem = Optional.of("has the same id as another.");
      }
      if (problem.isPresent()) {
        return problem.map(what -> "Servicing " + Texts.line(servicing.id(), 100) + " " + what);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> problem(PlannedServicing servicing) {
    if (!servicing.id().matches("[A-Za-z0-9-]{1,100}")) {
      return Optional.of("needs an id of 1 to 100 letters, digits and dashes.");
    }
    if (servicing.subject().length() > 1000 || servicing.payload().length() > LONGEST_PAYLOAD) {
      return Optional.of("has a subject or payload that is too long.");
    }
    List<PlannedStep> steps = servicing.steps();
    if (steps.isEmpty() || !steps.getLast().always()) {
      return Optional.of("must end with a step that always runs, its release.");
    }
    Set<String> kinds = new HashSet<>();
    for (PlannedStep step : steps) {
      if (step.kind().isEmpty() || step.kind().length() > 100 || !kinds.add(step.kind())) {
        return Optional.of("has the step " + Texts.line(step.kind(), 100) + " twice, or its name is too long.");
      }
      if (step.policy().recovery() instanceof Recovery.RestartFrom(String kind) && !kinds.contains(kind)) {
        return Optional.of("has the step " + step.kind() + " that restarts from " + kind
            + ", which is not it nor before it.");
      }
      if (!bounded(step.policy())) {
        return Optional.of("has the step " + step.kind() + " with a time of more than a year or less than nothing.");
      }
      if (!step.needs().stream().allMatch(PlanCheck::usable)) {
        return Optional.of("has the step " + step.kind() + " with a need of a negative amount or too long a name.");
      }
    }
    return Optional.empty();
  }

  private static boolean bounded(StepPolicy policy) {
    Duration asks = policy.recovery() instanceof Recovery.Ask(Duration deadline) ? deadline : Duration.ZERO;
    return Stream.of(policy.timeout(), policy.backoff(), policy.longestBackoff(), asks)
        .allMatch(time -> time.equals(Texts.bounded(time)));
  }

  private static boolean usable(PlannedStep.Alternative need) {
    return need.name().length() <= 1000 && need.amounts().entrySet().stream()
        .allMatch(amount -> amount.getValue() >= 0 && !amount.getKey().equals(LeaseRow.CHOICE)
            && !amount.getKey().isEmpty() && amount.getKey().length() <= 500);
  }
}
