package org.dormouse.backend.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dormouse.engine.EngineSettings;
import org.dormouse.engine.FailureBudget;
import org.dormouse.engine.Plan;
import org.dormouse.engine.RunControl.Accepted;
import org.dormouse.engine.Runs.Snapshot;
import org.dormouse.engine.Stepper;
import org.dormouse.engine.memory.MemoryRunStore;
import org.dormouse.inventory.memory.MemoryInventory;
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
import org.dormouse.spi.Hypervisor;
import org.dormouse.spi.Hypervisor.Isolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product's engine and steps on simulated back ends, in simulated time: every fault ends as it is called. */
class SimulatedRunTest {
  @TempDir
  Path folder;
  private Stepper stepper;
  private int stores;

  private Instant now() {
    return stepper == null ? Instant.parse("2026-03-01T22:00:00Z") : stepper.now();
  }

  /** An engine on this store, as after a start of the process. */
  private void start(MemoryRunStore store, Simulation simulation) {
    var backends = new WorldBackends(simulation);
    InstantSource clock = this::now;
    simulation.world.setClock(clock);
    simulation.libraries().recover(simulation.library).orThrow();
    var overviews = new LibraryOverviews(backends, clock);
    var handlers = StepHandlers.all(backends, new Observations(new MemoryInventory(clock), clock),
        new Preflight(backends, overviews, new Nowhere()), clock);
    stepper = new Stepper(store, handlers, EngineSettings.DEFAULT, now());
  }

  private String submit(Simulation simulation) {
    return ((Accepted) stepper.control().submit(plan(simulation))).id();
  }

  private Snapshot finished(String run) {
    stepper.finish(Duration.ofDays(2));
    Snapshot snapshot = stepper.runs().snapshot(run).orElseThrow();
    assertTrue(snapshot.run().ended().isPresent(), snapshot.run()::toString);
    assertEquals(List.of(), stepper.runs().leases());
    return snapshot;
  }

  private Snapshot run(Simulation simulation) {
    start(new MemoryRunStore("0000000" + ++stores), simulation);
    return finished(submit(simulation));
  }

  private Plan plan(Simulation simulation) {
    var snapshot = simulation.updates().refresh(simulation.service, folder).orThrow();
    var run = new RunPayload("nightly", simulation.service, snapshot, Map.of("host", simulation.host),
        Isolation.LINK_DOWN, 3, new RunPayload.Keep(1, Duration.ofDays(14)), Duration.ofMinutes(5), now(),
        folder.resolve("work").toString());
    var host = new HostCapacity(simulation.host, 16_384, 32, 8, "kvm", List.of());
    var policies = new Policies(Duration.ofMinutes(10), Duration.ofHours(2), 3, Duration.ofMinutes(5));
    var limits = new Planner.Limits(0, 0, 4, Map.of("lib", 1L << 50), new FailureBudget(0, 0));
    var candidates = simulation.machines().stream().map(machine -> {
      var claimed = simulation.libraries().identify(simulation.library, machine).orThrow();
      return new Planner.Candidate(new ServicingPayload(machine, simulation.library, claimed, false), 1 << 20, 0);
    }).toList();
    return new Planner(run, List.of(host), Planner.Placement.BALANCE, policies, limits).plan(candidates, "me");
  }

  private static BackendSpec with(BackendSpec spec, String faults) {
    return Simulation.with(spec, "faults", faults);
  }

  /** By number of the VM, the state it ended in and the code of its trouble. */
  private static Map<Integer, String> ends(Snapshot snapshot) {
    var ends = new TreeMap<Integer, String>();
    snapshot.servicings().forEach(servicing -> ends.put(
        Integer.parseInt(servicing.subject().substring(servicing.subject().length() - 5)),
        servicing.trouble().map(trouble -> trouble.code()).orElse(servicing.state().toString())));
    return ends;
  }

  private static String expected(int index) {
    return index % 19 == 0 ? "saved-state" : index % 11 == 0 ? "guest-silent"
        : index % 13 == 0 ? "package-script-failed" : index % 17 == 0 ? "image-replaced" : "SUCCEEDED";
  }

  @Test
  void everyVmEndsAsItsFaultSaysAndNothingIsLeft() {
    var plain = new Simulation();
    var simulation = new Simulation(plain.world, with(plain.library, "saved-state:%19 image-replaced:%17"),
        with(plain.host, "silent-agent:%11 start-fails:%7:1 slow-shutdown:%4"),
        with(plain.service, "install-fails:%13 two-cycles:%5"));
    Snapshot snapshot = run(simulation);
    var wanted = new TreeMap<Integer, String>();
    for (int index = 1; index <= 40; index++) {
      wanted.put(index, expected(index));
    }
    assertEquals(wanted, ends(snapshot));
    assertEquals(List.of(), simulation.hypervisor().deployments(simulation.host).orThrow());
    assertTrue(simulation.world.state().written().keySet().stream().allMatch(path -> path.toString()
        .contains(".aside")), "only what could not be stored is kept aside");
    simulation.machines().forEach(machine -> {
      int index = Integer.parseInt(machine.name().substring(machine.name().length() - 5));
      var current = simulation.libraries().generations(simulation.library, machine).orThrow().getFirst();
      assertEquals(expected(index).equals("SUCCEEDED"), !current.key().isEmpty(), machine::name);
    });
  }

  @Test
  void aSecondRunFindsNothingPendingAndWakesNothing() {
    var simulation = new Simulation();
    run(simulation);
    Snapshot second = run(simulation);
    assertTrue(second.steps().stream().noneMatch(step -> step.kind().equals("start") && step.started().isPresent()));
    assertTrue(second.servicings().stream().noneMatch(servicing -> servicing.trouble().isPresent()));
  }

  private static Simulation dozen() {
    var plain = new Simulation();
    return new Simulation(plain.world, Simulation.with(plain.library, "vms", "12"), plain.host, plain.service);
  }

  private void crashAfter(Duration time, Simulation first, Simulation second) {
    var store = new MemoryRunStore("00000001");
    start(store, first);
    String run = submit(first);
    stepper.advance(time);
    // Nothing of the old engine is used any more; its calls end in nothing.
    start(store, second);
    Snapshot snapshot = finished(run);
    assertTrue(ends(snapshot).values().stream().allMatch("SUCCEEDED"::equals), () -> time + ": " + ends(snapshot));
    assertEquals(List.of(), second.hypervisor().deployments(second.host).orThrow());
    assertTrue(second.world.state().written().isEmpty());
  }

  @Test
  void anEngineThatCrashesAtAnyTimeGoesOnWhereItsGuestsStillLive() {
    for (int seconds = 1; seconds < 150; seconds += 13) {
      var simulation = dozen();
      stepper = null;
      crashAfter(Duration.ofSeconds(seconds), simulation, simulation);
      simulation.machines().forEach(machine -> assertEquals(2,
          simulation.libraries().generations(simulation.library, machine).orThrow().size()));
    }
  }

  @Test
  void aMachineThatLosesPowerAtAnyTimeBeginsAgainFromDeploy() {
    for (int seconds = 1; seconds < 150; seconds += 29) {
      stepper = null;
      crashAfter(Duration.ofSeconds(seconds), dozen(), dozen());
    }
  }

  /** Nothing but the VM's own library. */
  record Nowhere() implements Surroundings {
    @Override
    public Set<String> hostTypes() {
      return Set.of();
    }

    @Override
    public List<BackendSpec> librarySpecs() {
      return List.of();
    }
  }
}
