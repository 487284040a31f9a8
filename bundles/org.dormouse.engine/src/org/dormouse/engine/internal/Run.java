package org.dormouse.engine.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.dormouse.engine.FailureBudget;
import org.dormouse.engine.RunState;
import org.dormouse.engine.RunView;
import org.dormouse.engine.ServicingState;
import org.dormouse.engine.store.RunRow;

/** A run that has not ended, or owes a clean-up, as the engine has it in memory. */
final class Run {

  final long number;
  final String id;
  final String job;
  final String by;
  final Instant submitted;
  final FailureBudget budget;
  final List<Servicing> servicings = new ArrayList<>();
  private final Map<String, Servicing> byId = new HashMap<>();
  private final Map<ServicingState, Integer> counts = new EnumMap<>(ServicingState.class);

  RunState state;
  /** Null while it has not ended. */
  Instant ended;
  long version;
  long storedVersion;
  long seq;
  /** Steps that are CLEANUP_OWED. */
  int owed;

  Run(RunRow row) {
    number = row.number();
    id = row.id();
    job = row.job();
    by = row.by();
    submitted = row.submitted();
    budget = row.budget();
    state = row.state();
    ended = row.ended().orElse(null);
    version = row.version();
    storedVersion = row.version();
    seq = row.seq();
  }

  void add(Servicing servicing) {
    servicings.add(servicing);
    byId.put(servicing.id, servicing);
    count(servicing.state, 1);
  }

  Optional<Servicing> servicing(String servicingId) {
    return Optional.ofNullable(byId.get(servicingId));
  }

  void count(ServicingState servicingState, int change) {
    counts.merge(servicingState, change, (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b));
  }

  int count(ServicingState servicingState) {
    return counts.getOrDefault(servicingState, 0);
  }

  boolean allServicingsEnded() {
    return count(ServicingState.WAITING) + count(ServicingState.RUNNING) + count(ServicingState.NEEDS_OPERATOR) == 0;
  }

  boolean budgetSpent() {
    int failed = count(ServicingState.FAILED);
    if (budget.failures() > 0 && failed >= budget.failures()) {
      return true;
    }
    int over = counts.entrySet().stream().filter(count -> count.getKey().isFinal()).mapToInt(Map.Entry::getValue)
        .sum();
    return budget.percent() > 0 && over >= 10 && failed * 100L >= (long) budget.percent() * servicings.size();
  }

  RunRow row() {
    return new RunRow(number, version, seq, job, by, state, submitted, Optional.ofNullable(ended), budget);
  }

  RunView view() {
    return new RunView(id, job, by, state, submitted, Optional.ofNullable(ended), counts, seq);
  }
}
