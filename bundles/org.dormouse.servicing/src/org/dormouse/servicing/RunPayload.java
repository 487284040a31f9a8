package org.dormouse.servicing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.UpdateService.Snapshot;

/**
 * What all servicings of a run share, frozen when it is submitted, so that a change of a definition never reaches into
 * a run that goes on. Kept as the plan's payload.
 *
 * @param hosts by name
 * @param work folder for media of the update service, one sub-folder per servicing
 */
public record RunPayload(String job, BackendSpec service, Snapshot snapshot, Map<String, BackendSpec> hosts,
    Isolation isolation, int maxCycles, Keep keep, Duration shutdownTimeout, Instant planned, String work) {

  /** How many earlier generations are kept, and for how long. */
  public record Keep(int generations, Duration age) {}

  public RunPayload {
    hosts = Map.copyOf(hosts);
  }

  /** Names of the indexes, for the report. */
  public List<String> indexNames() {
    return snapshot.indexes().stream().map(index -> index.name()).toList();
  }
}
