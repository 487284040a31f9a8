package org.dormouse.engine.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The steps that have to be looked at at some instant, each at most once. */
final class Agenda {

  private final TreeSet<Step> steps =
      new TreeSet<>(Comparator.<Step, Instant>comparing(step -> step.alarm).thenComparingLong(step -> step.id));

  void set(Step step, Instant at) {
    clear(step);
    step.alarm = at;
    steps.add(step);
  }

  void clear(Step step) {
    if (step.alarm != null) {
      steps.remove(step);
      step.alarm = null;
    }
  }

  /** Everything later by that much, or earlier if it is negative. */
  void shift(Duration by) {
    List<Step> all = List.copyOf(steps);
    steps.clear();
    for (Step step : all) {
      step.alarm = step.alarm.plus(by);
      steps.add(step);
    }
  }

  Optional<Instant> next() {
    return steps.isEmpty() ? Optional.empty() : Optional.of(steps.first().alarm);
  }

  /** Takes off whatever is due. */
  List<Step> due(Instant now) {
    List<Step> due = new ArrayList<>();
    while (!steps.isEmpty() && !steps.first().alarm.isAfter(now)) {
      Step step = steps.pollFirst();
      step.alarm = null;
      due.add(step);
    }
    return due;
  }
}
