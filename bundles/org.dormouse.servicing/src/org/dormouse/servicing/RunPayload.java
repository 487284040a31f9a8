package org.dormouse.servicing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.model.Juncture;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.UpdateService.Snapshot;

/**
 * What all servicings of a run share, frozen when it is submitted, so that a change of a definition never reaches into
 * a run that goes on. Kept as the plan's payload.
 *
 * @param hosts by name
 * @param work folder for media of the update service and for local scripts, one sub-folder per servicing
 * @param hooks in the order of each juncture
 * @param bootTest how long the new generation may take to answer when it is started once more before it is stored;
 *     empty: it is not
 */
public record RunPayload(String job, BackendSpec service, Snapshot snapshot, Map<String, BackendSpec> hosts,
    Isolation isolation, int maxCycles, Keep keep, Duration shutdownTimeout, Instant planned, String work,
    List<HookSpec> hooks, Optional<Duration> bootTest) {

  /** A run without hooks and without a boot test. */
  public RunPayload(String job, BackendSpec service, Snapshot snapshot, Map<String, BackendSpec> hosts,
      Isolation isolation, int maxCycles, Keep keep, Duration shutdownTimeout, Instant planned, String work) {
    this(job, service, snapshot, hosts, isolation, maxCycles, keep, shutdownTimeout, planned, work, List.of(),
        Optional.empty());
  }

  /** How many earlier generations are kept, and for how long. */
  public record Keep(int generations, Duration age) {}

  public RunPayload {
    hosts = Map.copyOf(hosts);
    hooks = List.copyOf(hooks);
  }

  /** This run with hooks, and with a boot test if a time for it is given. */
  public RunPayload with(List<HookSpec> newHooks, Optional<Duration> newBootTest) {
    return new RunPayload(job, service, snapshot, hosts, isolation, maxCycles, keep, shutdownTimeout, planned, work,
        newHooks, newBootTest);
  }

  /** What has to be well in a new generation that is started once more. */
  public List<HookSpec> bootChecks() {
    return hooks.stream().filter(hook -> hook.isHealthCheck() && hook.juncture() == Juncture.AFTER_INSTALL).toList();
  }

  /** Names of the indexes, for the report. */
  public List<String> indexNames() {
    return snapshot.indexes().stream().map(index -> index.name()).toList();
  }
}
