package org.dormouse.engine.store;

import java.util.List;
import java.util.Map;

/**
 * All that one transaction changes. An {@code Updated} names the version that must be stored at present.
 *
 * @param submitted new runs with everything in them
 * @param steps rows of further attempts and lives
 * @param outputs step id to output, for steps that are inserted or updated here or were before
 * @param leasesFreed leases to delete; {@code leases} are inserted after that
 * @param capacities resource to amount, for those that changed
 */
public record Batch(List<Submitted> submitted, List<Updated<RunRow>> runs, List<Updated<ServicingRow>> servicings,
    List<StepRow> steps, List<Updated<StepRow>> stepUpdates, Map<Long, String> outputs, List<JournalRow> journal,
    List<LeaseRow> leasesFreed, List<LeaseRow> leases, Map<String, Long> capacities, Numbers numbers) {

  /** @param row as it is to be stored; its version is higher than {@code storedVersion} */
  public record Updated<T>(T row, long storedVersion) {}

  /** A new run; payloads by position of the servicing. */
  public record Submitted(RunRow run, String payload, List<ServicingRow> servicings, List<String> payloads,
      List<StepRow> steps) {}

  public Batch {
    submitted = List.copyOf(submitted);
    runs = List.copyOf(runs);
    servicings = List.copyOf(servicings);
    steps = List.copyOf(steps);
    stepUpdates = List.copyOf(stepUpdates);
    outputs = Map.copyOf(outputs);
    journal = List.copyOf(journal);
    leasesFreed = List.copyOf(leasesFreed);
    leases = List.copyOf(leases);
    capacities = Map.copyOf(capacities);
  }
}
