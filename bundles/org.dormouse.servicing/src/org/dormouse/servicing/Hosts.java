package org.dormouse.servicing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dormouse.model.MaintenanceHost;
import org.dormouse.servicing.plan.HostCapacity;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Hypervisor.HostReport;
import org.dormouse.spi.Result;

/** Maintenance hosts: their checks, kept for ten minutes because a check may boot a kernel, and their capacity. */
public final class Hosts {

  private static final Duration KEPT = Duration.ofMinutes(10);

  private record Kept(BackendSpec host, Instant until, HostReport report) {}

  private final Definitions definitions;
  private final Backends backends;
  private final InstantSource clock;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  public Hosts(Definitions definitions, Backends backends, InstantSource clock) {
    this.definitions = definitions;
    this.backends = backends;
    this.clock = clock;
  }

  public Result<HostReport> check(String name) {
    return definitions.host(name).then(this::check);
  }

  /** Also of a host that is not stored. */
  Result<HostReport> check(MaintenanceHost host) {
    return checkNow(definitions.spec(host));
  }

  private Result<HostReport> checkNow(BackendSpec spec) {
    return backends.hypervisor(spec.type()).then(hypervisor -> hypervisor.check(spec)).map(report -> {
      kept.put(spec.name(), new Kept(spec, clock.instant().plus(KEPT), report));
      return report;
    });
  }

  /** What the host lends: what its definition says, else what the check found. */
  public Result<HostCapacity> capacity(MaintenanceHost host) {
    BackendSpec spec = definitions.spec(host);
    Kept last = kept.get(spec.name());
    Result<HostReport> report = last != null && last.host.equals(spec) && clock.instant().isBefore(last.until)
        ? Result.ok(last.report) : checkNow(spec);
    return report.map(found -> new HostCapacity(spec,
        host.getMemoryMiB() > 0 ? host.getMemoryMiB() : found.memoryMiB() * 7 / 8,
        host.getCpus() > 0 ? host.getCpus() : found.cpus() * 2,
        host.getConcurrentVms() > 0 ? host.getConcurrentVms() : Integer.MAX_VALUE,
        found.accelerator(), found.findings()));
  }
}
