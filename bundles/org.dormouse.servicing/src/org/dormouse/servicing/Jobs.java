package org.dormouse.servicing;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dormouse.engine.FailureBudget;
import org.dormouse.engine.Plan;
import org.dormouse.engine.PlannedServicing;
import org.dormouse.engine.PlannedStep;
import org.dormouse.model.MaintenanceHost;
import org.dormouse.model.ServicingJob;
import org.dormouse.model.UpdateService;
import org.dormouse.model.VirtualMachine;
import org.dormouse.servicing.Observed.AssessmentNote;
import org.dormouse.servicing.plan.Expectations;
import org.dormouse.servicing.plan.Expectations.Load;
import org.dormouse.servicing.plan.HostCapacity;
import org.dormouse.servicing.plan.Makespan;
import org.dormouse.servicing.plan.Planner;
import org.dormouse.servicing.plan.Planner.Candidate;
import org.dormouse.servicing.plan.Policies;
import org.dormouse.servicing.plan.Rating;
import org.dormouse.servicing.preflight.Preflight;
import org.dormouse.servicing.preflight.SpaceNeed;
import org.dormouse.servicing.preflight.SpaceOutlook;
import org.dormouse.servicing.steps.StepKind;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Finding;
import org.dormouse.spi.Hypervisor.Isolation;
import org.dormouse.spi.LibraryBackend;
import org.dormouse.spi.PackageChange;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService.Assessment;
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
  private final Durations durations;
  private final Path work;
  private final InstantSource clock;

  /** @param work folder under which each run makes its media */
  public Jobs(Definitions definitions, Backends backends, Libraries libraries, Groups groups, Updates updates,
      Hosts hosts, Preflight preflight, Durations durations, Path work, InstantSource clock) {
    this.definitions = definitions;
    this.backends = backends;
    this.libraries = libraries;
    machines = new JobMachines(definitions, libraries, groups);
    this.updates = updates;
    this.hosts = hosts;
    this.preflight = preflight;
    this.durations = durations;
    this.work = work;
    this.clock = clock;
  }

  /** @param hosts that could be checked; {@code unfit} those that could not */
  public record Prepared(ServicingJob job, Plan plan, Snapshot snapshot, List<Observed> machines,
      List<HostCapacity> hosts, List<Trouble> unfit, Map<String, List<Rating>> ratings, Expectations expectations) {}

  /** One VM of a dry run. @param seconds it is expected to have its place for; 0 if it would not be woken */
  public record Forecast(Observed machine, List<Finding> findings, Optional<Assessor.Assessed> assessed,
      long seconds) {}

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

  /** What would become of each VM, in the order of the plan, without waking or changing anything. */
  public List<Forecast> forecast(Prepared prepared) {
    BackendSpec service = definitions.spec(definitions.service(prepared.job.getUpdateService()).orThrow());
    List<Forecast> forecasts = new ArrayList<>();
    for (Observed machine : prepared.machines) {
      List<Finding> findings = libraries.examine(machine.machine().id()).toOptional().orElse(List.of());
      boolean blocked = findings.stream().anyMatch(f -> f.severity() == Finding.Severity.BLOCK);
      Optional<Assessor.Assessed> assessed = blocked ? Optional.empty()
          : Optional.of(new Assessor(backends).assess(machine.machine(), service, prepared.snapshot));
      forecasts.add(new Forecast(machine, findings, assessed,
          assessed.map(found -> seconds(prepared.expectations, machine, found.assessment())).orElse(0L)));
    }
    Map<String, Integer> positions = new HashMap<>();
    prepared.plan.servicings().forEach(servicing -> positions.put(servicing.subject(), positions.size()));
    forecasts.sort(Comparator.comparing(forecast ->
        positions.getOrDefault(forecast.machine().machine().id(), Integer.MAX_VALUE)));
    SpaceOutlook outlook = new SpaceOutlook(prepared.job.getKeepGenerations() > 0);
    forecasts.replaceAll(forecast -> forecast.seconds == 0 ? forecast : withOutlook(forecast, outlook));
    return forecasts;
  }

  private static Forecast withOutlook(Forecast forecast, SpaceOutlook outlook) {
    Observed machine = forecast.machine;
    List<Finding> findings = new ArrayList<>(forecast.findings);
    outlook.next(machine.machine(), new SpaceNeed(machine.machine(), machine.scan().images()),
        machine.scan().sizeBytes()).ifPresent(findings::add);
    return new Forecast(machine, findings, forecast.assessed, forecast.seconds);
  }

  private static long seconds(Expectations expectations, Observed machine, Assessment assessment) {
    return switch (assessment) {
      case Assessment.Pending(List<PackageChange> changes) -> changes.isEmpty() ? 0
          : expectations.seconds(machine.machine().id(), new Load(changes.size(), machine.scan().sizeBytes()));
      case Assessment.CannotTell cannot ->
          expectations.seconds(machine.machine().id(), new Load(-1, machine.scan().sizeBytes()));
    };
  }

  /**
   * How long the run would take if it began now and had its hosts for itself: the looks into the images, then the
   * schedule of those that are woken on the places that the plan gives them.
   */
  public Makespan.Ends ends(Prepared prepared, List<Forecast> forecasts) {
    Map<String, Long> seconds = new HashMap<>();
    forecasts.forEach(forecast -> seconds.put(forecast.machine().machine().id(), forecast.seconds()));
    List<Makespan.Task> woken = prepared.plan.servicings().stream()
        .filter(servicing -> seconds.getOrDefault(servicing.subject(), 0L) > 0)
        .map(servicing -> new Makespan.Task(servicing.subject(), seconds.get(servicing.subject()), places(servicing)))
        .toList();
    long looking = forecasts.stream().flatMap(forecast -> forecast.assessed().stream())
        .mapToLong(Assessor.Assessed::millis).sum() / 1000 / Runtime.getRuntime().availableProcessors();
    Makespan.Ends ends = Makespan.of(woken, prepared.plan.available());
    return new Makespan.Ends(ends.seconds() + looking, ends.each());
  }

  private static List<PlannedStep.Alternative> places(PlannedServicing servicing) {
    return servicing.steps().stream().filter(step -> step.kind().equals(StepKind.PLACE.kind())).findFirst()
        .map(PlannedStep::needs).orElse(List.of());
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
      Expectations expectations = durations.expectations(fit.stream().map(host -> host.host().type())
          .collect(Collectors.toSet()), service.getType());
      return candidates(machines, snapshot, expectations).map(candidates -> {
        Planner planner = planner(job, service, snapshot, fit, candidates);
        Map<String, List<Rating>> ratings = new HashMap<>();
        machines.forEach(m -> ratings.put(m.machine().id(), planner.ratings(m.machine())));
        return new Prepared(job, planner.plan(candidates, by), snapshot, machines, fit, unfit, ratings,
            expectations);
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

  private Result<List<Candidate>> candidates(List<Observed> machines, Snapshot snapshot, Expectations expectations) {
    Map<String, VirtualMachine> declared = definitions.machines();
    List<Candidate> candidates = new ArrayList<>();
    for (Observed machine : machines) {
      String id = machine.machine().id();
      boolean excluded = declared.containsKey(id) && declared.get(id).isExcluded();
      Result<Candidate> candidate = definitions.library(machine.machine().library()).map(definitions::spec)
          .then(spec -> backends.library(spec.type()).map(library -> candidate(machine, spec, library, excluded,
              expected(machine, snapshot, expectations))));
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
  private static Candidate candidate(Observed machine, BackendSpec spec, LibraryBackend library, boolean excluded,
      long seconds) {
    var files = library.identify(spec, machine.machine()).toOptional().orElse(List.of());
    var payload = new ServicingPayload(machine.machine(), spec, files, excluded);
    return new Candidate(payload, new SpaceNeed(machine.machine(), machine.scan().images()).bytes(), seconds);
  }

  /** By what is known without looking into it: who was up to date against the same index is so most likely still. */
  private static long expected(Observed machine, Snapshot snapshot, Expectations expectations) {
    Optional<AssessmentNote> note = machine.assessment().filter(last -> last.snapshot().equals(snapshot.id()));
    if (note.filter(last -> last.result().equals(AssessmentNote.UP_TO_DATE)).isPresent()) {
      return 0;
    }
    int packages = note.filter(last -> last.result().equals(AssessmentNote.PENDING))
        .map(last -> last.changes().size()).orElse(-1);
    return expectations.seconds(machine.machine().id(), new Load(packages, machine.scan().sizeBytes()));
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
