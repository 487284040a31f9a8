package org.dormouse.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run is to do, immutable once submitted. The resource {@link #OF_THE_RUN} is another one for each run, whatever
 * other runs have or take of theirs.
 *
 * @param job name of the definition it came from
 * @param by who asked for it, for the journal
 * @param payload opaque text for handlers and report
 * @param servicings in the order in which they are to be started
 * @param capacities resource name to how much of it there is; merged into what the engine knows, the newest counts
 * @param free resource name to how much of it is free now, beside what servicings of this engine hold; the same way
 */
public record Plan(String job, String by, String payload, List<PlannedServicing> servicings,
    Map<String, Long> capacities, Map<String, Long> free, FailureBudget budget) {
  /** What a run's own limit is counted by. */
  public static final String OF_THE_RUN = "run";

  public Plan {
    servicings = List.copyOf(servicings);
    capacities = Map.copyOf(capacities);
    free = Map.copyOf(free);
  }

  /** How much of each resource there is for this plan, were nothing else to begin. */
  public Map<String, Long> available() {
    Map<String, Long> available = new HashMap<>(capacities);
    available.putAll(free);
    return available;
  }

  public Plan(String job, String by, String payload, List<PlannedServicing> servicings, Map<String, Long> capacities,
      FailureBudget budget) {
    this(job, by, payload, servicings, capacities, Map.of(), budget);
  }
}
