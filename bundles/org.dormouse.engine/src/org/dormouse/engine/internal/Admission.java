package org.dormouse.engine.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;

import org.dormouse.engine.PlannedStep.Alternative;

/**
 * Decides which READY steps may be claimed. Steps of servicings under way come first, then those at a gate, see
 * {@link Step#atGate}; within both, earlier runs and servicings first. A step gets the first of its alternatives that
 * fits what is free. One that does not fit may be overtaken, but only so often: then what it needs is kept free for it.
 * Steps with equal needs wait in one queue, so a pass looks at as many steps as there are different needs, not at all
 * of them.
 */
final class Admission {

  private final int overtakes;
  private final Map<String, Long> capacities = new HashMap<>();
  private final Map<String, Long> used = new HashMap<>();
  private final Map<List<Alternative>, TreeSet<Step>> underWay = new HashMap<>();
  private final Map<List<Alternative>, TreeSet<Step>> atGates = new HashMap<>();
  /** Something has changed since the last pass that ended with nothing more to grant. */
  private boolean worthAPass;

  Admission(int overtakes) {
    this.overtakes = overtakes;
  }

  void capacity(String resource, long amount) {
    capacities.put(resource, amount);
    worthAPass = true;
  }

  long capacity(String resource) {
    return capacities.getOrDefault(resource, 0L);
  }

  long used(String resource) {
    return used.getOrDefault(resource, 0L);
  }

  void take(String resource, long amount) {
    used.merge(resource, amount, Long::sum);
  }

  void free(String resource, long amount) {
    used.merge(resource, -amount, (a, b) -> a + b == 0 ? null : Long.valueOf(a + b));
    worthAPass = true;
  }

  void add(Step step) {
    queues(step).computeIfAbsent(needs(step), needs -> new TreeSet<>(Step.ORDER)).add(step);
    worthAPass = true;
  }

  /** Takes it out of its queue, if it is in one. */
  void remove(Step step) {
    List<Alternative> needs = needs(step);
    remove(step, needs, underWay);
    remove(step, needs, atGates);
  }

  private void remove(Step step, List<Alternative> needs, Map<List<Alternative>, TreeSet<Step>> queues) {
    TreeSet<Step> queue = queues.get(needs);
    if (queue != null && queue.remove(step)) {
      worthAPass = true;
      if (queue.isEmpty()) {
        queues.remove(needs);
      }
    }
  }

  private Map<List<Alternative>, TreeSet<Step>> queues(Step step) {
    return step.atGate() ? atGates : underWay;
  }

  /** What the step still has to be granted: nothing if an earlier attempt of it holds something. */
  private static List<Alternative> needs(Step step) {
    return step.servicing.held(step.ordinal).isPresent() ? List.of() : step.plan.needs();
  }

  /** @param alternative empty if the step needs nothing more */
  record Grant(Step step, Optional<Alternative> alternative) {}

  /** What a pass decided: the steps are taken out of their queues, nothing else has been changed. */
  record Decisions(List<Grant> grants, List<Step> impossible) {}

  /**
   * Grants as long as there is room.
   *
   * @param room how many may be claimed at most
   * @param nothingNew what is at a gate is left there
   */
  Decisions pass(int room, boolean nothingNew) {
    Decisions decisions = new Decisions(new ArrayList<>(), new ArrayList<>());
    if (worthAPass && room > 0) {
      Waiting waiting = new Waiting();
      pass(underWay, room, waiting, decisions);
      if (!nothingNew) {
        pass(atGates, room, waiting, decisions);
      }
      worthAPass = decisions.grants.size() >= room;
    }
    return decisions;
  }

  private void pass(Map<List<Alternative>, TreeSet<Step>> queues, int room, Waiting waiting, Decisions decisions) {
    PriorityQueue<TreeSet<Step>> heads = new PriorityQueue<>(Comparator.comparing(TreeSet::first, Step.ORDER));
    heads.addAll(queues.values());
    while (decisions.grants.size() < room && !heads.isEmpty()) {
      TreeSet<Step> queue = heads.poll();
      Step step = queue.first();
      List<Alternative> needs = needs(step);
      Optional<Alternative> fit = needs.stream().filter(waiting::leaves).findFirst();
      if (needs.isEmpty() || fit.isPresent()) {
        decisions.grants.add(new Grant(queue.pollFirst(), fit));
        fit.ifPresent(waiting::granted);
      } else if (needs.stream().noneMatch(this::everFits)) {
        decisions.impossible.add(queue.pollFirst());
      } else {
        waiting.add(step);
        continue;
      }
      if (!queue.isEmpty()) {
        heads.add(queue);
      }
    }
    queues.values().removeIf(TreeSet::isEmpty);
  }

  private boolean everFits(Alternative alternative) {
    return alternative.amounts().entrySet().stream().allMatch(need -> need.getValue() <= capacity(need.getKey()));
  }

  /** The steps that a pass had to leave waiting, and what is not free for those after them. */
  private final class Waiting {
    private final List<Step> steps = new ArrayList<>();
    /** Granted in this pass, or kept for a step that was overtaken too often. */
    private final Map<String, Long> gone = new HashMap<>();

    boolean leaves(Alternative alternative) {
      return alternative.amounts().entrySet().stream().allMatch(need -> need.getValue() <= capacity(need.getKey())
          - used.getOrDefault(need.getKey(), 0L) - gone.getOrDefault(need.getKey(), 0L));
    }

    void add(Step step) {
      steps.add(step);
      if (step.overtaken >= overtakes) {
        keepFree(step);
      }
    }

    private void keepFree(Step step) {
      step.plan.needs().stream().filter(Admission.this::everFits).findFirst().ifPresent(this::gone);
    }

    private void gone(Alternative alternative) {
      alternative.amounts().forEach((resource, amount) -> gone.merge(resource, amount, Long::sum));
    }

    void granted(Alternative alternative) {
      gone(alternative);
      for (Step step : steps) {
        if (step.overtaken < overtakes && contends(step, alternative) && ++step.overtaken == overtakes) {
          keepFree(step);
        }
      }
    }

    private static boolean contends(Step step, Alternative alternative) {
      return step.plan.needs().stream().flatMap(need -> need.amounts().keySet().stream())
          .anyMatch(alternative.amounts()::containsKey);
    }
  }
}
