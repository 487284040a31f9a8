package org.dormouse.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.dormouse.backend.simulated.SimulatedDiskReader;
import org.dormouse.backend.simulated.SimulatedGuestChannel;
import org.dormouse.backend.simulated.SimulatedHypervisor;
import org.dormouse.backend.simulated.SimulatedImageInspector;
import org.dormouse.backend.simulated.SimulatedLibrary;
import org.dormouse.backend.simulated.SimulatedUpdateService;
import org.dormouse.backend.simulated.SimulatedWorld;
import org.dormouse.engine.FailureBudget;
import org.dormouse.engine.Plan;
import org.dormouse.engine.StepHandler;
import org.dormouse.inventory.Inventory;
import org.dormouse.servicing.Backends;
import org.dormouse.servicing.Observations;
import org.dormouse.servicing.RunPayload;
import org.dormouse.servicing.ServicingPayload;
import org.dormouse.servicing.plan.HostCapacity;
import org.dormouse.servicing.plan.Planner;
import org.dormouse.servicing.plan.Policies;
import org.dormouse.servicing.preflight.LibraryOverviews;
import org.dormouse.servicing.preflight.Preflight;
import org.dormouse.servicing.preflight.Surroundings;
import org.dormouse.servicing.steps.StepHandlers;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.DiskReader;
import org.dormouse.spi.GuestChannel;
import org.dormouse.spi.Hypervisor;
import org.dormouse.spi.ImageInspector;
import org.dormouse.spi.LibraryBackend;
import org.dormouse.spi.Result;
import org.dormouse.spi.UpdateService;

/**
 * The product's own planner and steps, with preflight, payloads and tickets, on the simulated back ends whose guests
 * boot, update and shut down in no time. So many are awake at once that their pauses between two looks (seconds of real
 * time) keep nobody waiting. All VMs have something pending, and none fails.
 */
final class ZeroTimeBackEnds implements Backends, Surroundings {

  private static final int AWAKE = 1_000;

  private final SimulatedWorld world = new SimulatedWorld();
  private final BackendSpec library;
  private final BackendSpec host = zero("host", Map.of("memoryMiB", "" + (1 << 28), "cpus", "100000"), "bootSeconds",
      "shutdownSeconds", "exportSeconds");
  private final BackendSpec service = zero("updates", Map.of(), "scanSeconds", "installSeconds", "verifySeconds",
      "restartPercent");
  private final Path folder;

  ZeroTimeBackEnds(int machines, Path folder) {
    this.library = zero("library", Map.of("vms", "" + machines), "upToDate");
    this.folder = folder;
  }

  private static BackendSpec zero(String name, Map<String, String> settings, String... zeros) {
    Map<String, String> all = new HashMap<>(settings);
    for (String key : zeros) {
      all.put(key, "0");
    }
    return new BackendSpec(name, "simulated", all);
  }

  List<StepHandler> handlers(Inventory inventory) {
    InstantSource clock = InstantSource.system();
    return StepHandlers.all(this, new Observations(inventory, clock),
        new Preflight(this, new LibraryOverviews(this, clock), this), clock);
  }

  Plan plan() {
    LibraryBackend lies = library("").orThrow();
    var snapshot = updateService("").orThrow().refresh(service, folder.resolve("cache")).orThrow();
    var run = new RunPayload("bench", service, snapshot, Map.of("host", host), Hypervisor.Isolation.LINK_DOWN, 3,
        new RunPayload.Keep(1, Duration.ofDays(14)), Duration.ofMinutes(5), InstantSource.system().instant(),
        folder.resolve("work").toString());
    var policies = new Policies(Duration.ofMinutes(10), Duration.ofHours(2), 3, Duration.ofMinutes(5));
    var limits = new Planner.Limits(0, 0, 16, Map.of("library", 1L << 60), FailureBudget.NONE);
    var candidates = lies.scan(library).orThrow().machines().stream().map(machine -> new Planner.Candidate(
        new ServicingPayload(machine, library, lies.identify(library, machine).orThrow(), false), 1 << 20, 0)).toList();
    return new Planner(run, List.of(new HostCapacity(host, 1 << 28, 100_000, AWAKE, "kvm", List.of())),
        Planner.Placement.BALANCE, policies, limits).plan(candidates, "bench");
  }

  @Override
  public Result<Hypervisor> hypervisor(String type) {
    return Result.ok(new SimulatedHypervisor(world));
  }

  @Override
  public Result<LibraryBackend> library(String type) {
    return Result.ok(new SimulatedLibrary(world));
  }

  @Override
  public Result<UpdateService> updateService(String type) {
    return Result.ok(new SimulatedUpdateService(world));
  }

  @Override
  public Result<GuestChannel> guestChannel(String type) {
    return Result.ok(new SimulatedGuestChannel(world));
  }

  @Override
  public List<DiskReader> diskReaders() {
    return List.of(new SimulatedDiskReader(world));
  }

  @Override
  public List<ImageInspector> imageInspectors() {
    return List.of(new SimulatedImageInspector(world));
  }

  @Override
  public Set<String> hostTypes() {
    return Set.of("simulated");
  }

  @Override
  public List<BackendSpec> librarySpecs() {
    return List.of(library);
  }
}
