package org.dormouse.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.api.Machines.Change;
import org.dormouse.api.Machines.FindingInfo;

/** Jobs under way. States are the names of the engine's enumerations. */
public interface RunsApi {

  /** What a job would do if it were run now. */
  record JobPlan(String job, String service, String snapshot, Instant snapshotDate, List<PlannedMachine> machines,
      List<HostPlan> hosts, long forecastSeconds) {}

  /**
   * @param verdict {@code service}, {@code up-to-date}, {@code blocked}, {@code wake-to-tell}
   * @param host the one it would get if all were free
   */
  record PlannedMachine(String id, String verdict, List<FindingInfo> findings, List<Change> changes,
      long downloadBytes, String host, List<HostRating> ratings, long forecastSeconds) {}

  /** @param stars 0 to 5 */
  record HostRating(String host, int stars, List<String> reasons) {}

  record HostPlan(String host, int concurrent, String accelerator, List<FindingInfo> findings) {}

  /** @param machines patterns that narrow the job's; empty: all of it */
  record RunJob(String job, List<String> machines) {}

  record RunRef(String runId) {}

  /** @param servicingId empty: the whole run; a machine id is accepted as well */
  record ServicingRef(String runId, String servicingId) {}

  record Limit(int limit) {}

  record Run(String id, String job, String by, String state, Instant submitted, Optional<Instant> ended,
      Map<String, Integer> counts, long seq) {}

  record Servicing(String runId, String id, String subject, int position, String state, Optional<Instant> started,
      Optional<Instant> ended, Optional<TroubleInfo> trouble) {}

  /** @param due READY: not begun before; NEEDS_OPERATOR: decided then, if nobody has answered */
  record Step(long id, long seq, String runId, String servicingId, String kind, int ordinal, int attempt, int life,
      String state, String detail, double fraction, Optional<Instant> started, Optional<Instant> ended,
      Optional<TroubleInfo> trouble, Optional<String> granted, Optional<Instant> due) {}

  record TroubleInfo(String code, String message, String remedy) {}

  /** @param etaSeconds until the run ends, negative where nothing can be said */
  record RunSnapshot(long seq, Run run, List<Servicing> servicings, List<Step> steps, long etaSeconds) {}

  /** @param decision {@code RETRY}, {@code SKIP}, {@code APPROVE}, {@code FAIL} */
  record Decide(String runId, long stepId, String decision) {}
}
