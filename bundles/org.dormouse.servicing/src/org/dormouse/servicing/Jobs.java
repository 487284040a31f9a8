package org.dormouse.servicing;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.engine.FailureBudget;
import org.dormouse.engine.Plan;
import org.dormouse.model.MaintenanceHost;
import org.dormouse.model.ServicingJob;
import org.dormouse.model.UpdateService;
import org.dormouse.model.VirtualMachine;
import org.dormouse.servicing.plan.HostCapacity;
import org.dormouse.servicing.plan.Planner;
import org.dormouse.servicing.plan.Planner.Candidate;
import org.dormouse.servicing.plan.Policies;
import org.dormouse.servicing.plan.Rating;
import org.dormouse.servicing.preflight.Preflight;
import org.dormouse.servicing.preflight.SpaceNeed;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Finding;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.LibraryBackend;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService.Snapshot;

/** From a job's definition to the plan of a run, and to the dry run that shows it. Thread-safe. */
public final class Jobs {

  private final Definitions definitions;
  private final Backends backends;
  private final Libraries libraries;
  private final JobMachines machines;
  private final Updates updates;
  private final Hosts hosts;
  private final Preflight preflight;
  private final Path work;
  private final InstantSource clock;

  /** @param work folder under which each run makes its media */
  public Jobs(Definitions definitions, Backends backends, Libraries libraries, Groups groups, Updates updates,
      Hosts hosts, Preflight preflight, Path work, InstantSource clock) {
    this.definitions = definitions;
    this.backends = backends;
    this.libraries = libraries;
    machines = new JobMachines(definitions, libraries, groups);
    this.updates = updates;
    this.hosts = hosts;
    this.preflight = preflight;
    this.work = work;
    this.clock = clock;
  }

  /** @param hosts that could be checked; {@code unfit} those that could not */
  public record Prepared(ServicingJob job, Plan plan, Snapshot snapshot, List<Observed> machines,
      List<HostCapacity> hosts, List<Trouble> unfit, Map<String, List<Rating>> ratings) {}

  /** One VM of a dry run. */
  public record Forecast(Observed machine, List<Finding> findings, Optional<Assessor.Assessed> assessed) {}

  /** @param narrow patterns that narrow the job's VMs; empty: all of them */
  public Result<Prepared> prepare(String name, Collection<String> narrow, String by) {
    return definitions.job(name).then(job -> prepare(job, narrow, by));
  }

  /** As if the job were stored as it is. */
  public Result<Prepared> prepare(ServicingJob job, Collection<String> narrow, String by) {
    return machines.of(job, narrow).then(chosen ->
        definitions.service(job.getUpdateService()).then(service -> updates.refresh(definitions.spec(service))
            .then(snapshot -> prepare(job, chosen, service, snapshot, by))));
  }

  /** What would become of each VM, without waking or changing anything. */
  public List<Forecast> forecast(Prepared prepared) {
    BackendSpec service = definitions.spec(definitions.service(prepared.job.getUpdateService()).orThrow());
    List<Forecast> forecasts = new ArrayList<>();
    for (Observed machine : prepared.machines) {
      List<Finding> findings = libraries.examine(machine.machine().id()).toOptional().orElse(List.of());
      boolean blocked = findings.stream().anyMatch(f -> f.severity() == Finding.Severity.BLOCK);
      forecasts.add(new Forecast(machine, findings, blocked ? Optional.empty()
          : Optional.of(new Assessor(backends).assess(machine.machine(), service, prepared.snapshot))));
    }
    return forecasts;
  }

  private Result<Prepared> prepare(ServicingJob job, List<Observed> machines, UpdateService service,
      Snapshot snapshot, String by) {
    return hostsOf(job).then(names -> {
      List<HostCapacity> fit = new ArrayList<>();
      List<Trouble> unfit = new ArrayList<>();
      for (MaintenanceHost host : names) {
        switch (hosts.capacity(host)) {
          case Result.Ok<HostCapacity>(var capacity) -> fit.add(capacity);
          case Result.Failed<HostCapacity>(var trouble) -> unfit.add(trouble);
        }
      }
      if (fit.stream().allMatch(HostCapacity::blocked)) {
        return Result.failed(unfit.isEmpty() ? blocked(fit) : unfit.getFirst());
      }
      return candidates(machines).map(candidates -> {
        Planner planner = planner(job, service, snapshot, fit, candidates);
        Map<String, List<Rating>> ratings = new HashMap<>();
        machines.forEach(m -> ratings.put(m.machine().id(), planner.ratings(m.machine())));
        return new Prepared(job, planner.plan(candidates, by), snapshot, machines, fit, unfit, ratings);
      });
    });
  }

  private static Trouble blocked(List<HostCapacity> hosts) {
    Finding first = hosts.getFirst().findings().stream().filter(f -> f.severity() == Finding.Severity.BLOCK)
        .findFirst().orElseThrow();
    return Trouble.lasting(first.code(), first.message(), first.remedy());
  }

  private Result<List<MaintenanceHost>> hostsOf(ServicingJob job) {
    if (job.getHosts().isEmpty()) {
      List<MaintenanceHost> all = definitions.hosts();
      return all.isEmpty() ? Result.failed(Trouble.lasting("no-host", "There is no maintenance host.",
          "Define one with 'dormouse host add'.")) : Result.ok(all);
    }
    List<MaintenanceHost> named = new ArrayList<>();
    for (String name : job.getHosts()) {
      switch (definitions.host(name)) {
        case Result.Ok<MaintenanceHost>(var host) -> named.add(host);
        case Result.Failed<MaintenanceHost>(var trouble) -> {
          return Result.failed(trouble);
        }
      }
    }
    return Result.ok(named);
  }

  private Result<List<Candidate>> candidates(List<Observed> machines) {
    Map<String, VirtualMachine> declared = definitions.machines();
    List<Candidate> candidates = new ArrayList<>();
    for (Observed machine : machines) {
      String id = machine.machine().id();
      boolean excluded = declared.containsKey(id) && declared.get(id).isExcluded();
      Result<Candidate> candidate = definitions.library(machine.machine().library()).map(definitions::spec)
          .then(spec -> backends.library(spec.type()).map(library -> candidate(machine, spec, library, excluded)));
      switch (candidate) {
        case Result.Ok<Candidate>(var ok) -> candidates.add(ok);
        case Result.Failed<Candidate>(var trouble) -> {
          return Result.failed(trouble);
        }
      }
    }
    return Result.ok(candidates);
  }

  /** A VM whose files cannot be identified now is planned all the same: its claim fails and says why. */
  private static Candidate candidate(Observed machine, BackendSpec spec, LibraryBackend library, boolean excluded) {
    var files = library.identify(spec, machine.machine()).toOptional().orElse(List.of());
    var payload = new ServicingPayload(machine.machine(), spec, files, excluded);
    return new Candidate(payload, new SpaceNeed(machine.machine(), machine.scan().images()).bytes(),
        machine.scan().sizeBytes() >> 20);
  }

  private Planner planner(ServicingJob job, UpdateService service, Snapshot snapshot, List<HostCapacity> fit,
      List<Candidate> candidates) {
    Map<String, BackendSpec> specs = new HashMap<>();
    fit.forEach(host -> specs.put(host.name(), host.host()));
    Duration shutdown = Duration.ofSeconds(job.getShutdownTimeout());
    var payload = new RunPayload(job.getName(), definitions.spec(service), snapshot, specs, isolation(job),
        Math.max(1, job.getMaxCycles()), new RunPayload.Keep(job.getKeepGenerations(),
            Duration.ofDays(job.getKeepDays())), shutdown, clock.instant(), work.resolve(job.getName()).toString())
        .with(job.getHooks().stream().map(HookSpec::of).toList(),
            job.isBootTest() ? Optional.of(Duration.ofSeconds(job.getBootTimeout())) : Optional.empty());
    Map<String, Long> free = new HashMap<>();
    candidates.forEach(c -> free.computeIfAbsent(c.payload().machine().library(),
        library -> SpaceNeed.freeBytes(c.payload().machine().bootDisk().image())));
    return new Planner(payload, fit, placement(job),
        new Policies(Duration.ofSeconds(job.getBootTimeout()), Duration.ofSeconds(job.getInstallTimeout()),
            Math.max(1, job.getMaxCycles()), shutdown),
        new Planner.Limits(job.getConcurrentVms(), service.getConcurrentVms(),
            Runtime.getRuntime().availableProcessors(), free,
            new FailureBudget(job.getMaxFailures(), job.getMaxFailurePercent())));
  }

  private static Planner.Placement placement(ServicingJob job) {
    return switch (job.getPlacement()) {
      case BALANCE -> Planner.Placement.BALANCE;
      case CONSOLIDATE -> Planner.Placement.CONSOLIDATE;
    };
  }

  private static Isolation isolation(ServicingJob job) {
    return switch (job.getIsolation()) {
      case LINK_DOWN -> Isolation.LINK_DOWN;
      case NO_CARD -> Isolation.NO_CARD;
    };
  }
}
