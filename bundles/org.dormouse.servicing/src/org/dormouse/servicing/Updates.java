package org.dormouse.servicing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.dormouse.model.UpdateService;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Finding;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;
import org.dormouse.spi.UpdateService.ServiceReport;
import org.dormouse.spi.UpdateService.Snapshot;

/** Update services: checks, fetched indexes, and what is pending in stored VMs without waking them. */
public final class Updates {

  private final Definitions definitions;
  private final Backends backends;
  private final Libraries libraries;
  private final Observations observations;
  private final SnapshotsInUse inUse;
  private final Path cache;

  public Updates(Definitions definitions, Backends backends, Libraries libraries, Observations observations,
      SnapshotsInUse inUse, Path cache) {
    this.definitions = definitions;
    this.backends = backends;
    this.libraries = libraries;
    this.observations = observations;
    this.inUse = inUse;
    this.cache = cache;
  }

  /** Told as assessments end, in any order, on any thread. */
  public interface Listener {
    void assessed(String id, int done, int total);
  }

  public record AssessedMachine(String id, Assessor.Assessed result, List<Finding> findings) {}

  public record Assessments(String service, Snapshot snapshot, List<AssessedMachine> machines) {}

  public Result<ServiceReport> check(String name) {
    return definitions.service(name).map(definitions::spec).then(spec ->
        backends.updateService(spec.type()).then(service -> service.check(spec)));
  }

  /** The named service, or the only one there is if the name is empty. */
  public Result<UpdateService> serviceOrOnly(String name) {
    if (!name.isEmpty()) {
      return definitions.service(name);
    }
    List<UpdateService> all = definitions.services();
    return all.size() == 1 ? Result.ok(all.getFirst()) : Result.failed(Trouble.lasting("which-service",
        all.isEmpty() ? "There is no update service." : "There are several update services.",
        all.isEmpty() ? "Define one with 'dormouse service add'." : "Name one with --service."));
  }

  public Result<Snapshot> refresh(BackendSpec service) {
    inUse.touch();
    return backends.updateService(service.type())
        .then(updates -> updates.refresh(service, cache.resolve(service.name())));
  }

  /** Interrupting the caller ends the work early with a trouble. */
  public Result<Assessments> assess(Collection<String> patterns, String service, Listener listener) {
    return libraries.machines(patterns).then(machines -> serviceOrOnly(service).map(definitions::spec)
        .then(spec -> refresh(spec).then(snapshot -> assessAll(machines, spec, snapshot, listener))));
  }

  private Result<Assessments> assessAll(List<Observed> machines, BackendSpec service, Snapshot snapshot,
      Listener listener) {
    var done = new AtomicInteger();
    List<AssessedMachine> assessed = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<AssessedMachine>> futures = new ArrayList<>();
      for (Observed machine : machines) {
        futures.add(threads.submit(() -> {
          try {
            return assess(machine, service, snapshot);
          } finally {
            listener.assessed(machine.machine().id(), done.incrementAndGet(), machines.size());
          }
        }));
      }
      try {
        for (Future<AssessedMachine> future : futures) {
          assessed.add(future.get());
        }
      } catch (InterruptedException e) {
        threads.shutdownNow();
        return Result.failed(Trouble.passing("interrupted", "The assessment was cancelled.", ""));
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw new IllegalStateException("an assessment failed: " + e.getCause(), e.getCause());
      }
    }
    return Result.ok(new Assessments(service.name(), snapshot, assessed));
  }

  private AssessedMachine assess(Observed observed, BackendSpec service, Snapshot snapshot) {
    String id = observed.machine().id();
    var result = new Assessor(backends).assess(observed.machine(), service, snapshot);
    observations.assessed(id, service.name(), snapshot.id(), result, "");
    return new AssessedMachine(id, result, observed.scan().findings());
  }
}
