package org.dormouse.backend.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.UpdateService.Assessment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedFaultsTest {
  @TempDir
  Path cache;

  private String cycle(BackendSpec library, BackendSpec host, BackendSpec service) {
    var simulation = new Simulation();
    return cycle(simulation, library, host, service, "key");
  }

  private String cycle(Simulation simulation, BackendSpec library, BackendSpec host, BackendSpec service, String key) {
    var changed = new Simulation(simulation.world, library, host, service);
    StoredMachine machine = changed.machines().getFirst();
    String before = changed.world.state().content(machine.bootDisk().image()).toString();
    String end = new Cycle(changed, cache, key).run(machine);
    boolean same = before.equals(changed.world.state().content(machine.bootDisk().image()).toString());
    assertEquals(!end.startsWith("generation") && !end.equals("image-replaced"), same, end);
    return end;
  }

  private String of(String where, String fault) {
    var plain = new Simulation();
    return cycle(where.equals("library") ? Simulation.with(plain.library, "faults", fault) : plain.library,
        where.equals("host") ? Simulation.with(plain.host, "faults", fault) : plain.host,
        where.equals("service") ? Simulation.with(plain.service, "faults", fault) : plain.service);
  }

  @Test
  void withoutFaultsTheVmIsServiced() {
    assertEquals("generation 2", of("host", ""));
  }

  @Test
  void everyFaultEndsTheServicingInItsWayAndLeavesTheImage() {
    assertEquals(Map.of("deploy-fails", "deploy-failed", "start-fails", "start-failed", "silent-agent", "guest-silent",
        "agent-dies", "guest-silent", "crash", "guest-silent", "slow-shutdown", "generation 2", "ignores-shutdown",
        "guest-ignores-shutdown", "export-fails", "export-failed", "host-lost", "power-LOST"),
        Map.of("deploy-fails", of("host", "deploy-fails:all"), "start-fails", of("host", "start-fails:all"),
            "silent-agent", of("host", "silent-agent:all"), "agent-dies", of("host", "agent-dies:all"),
            "crash", of("host", "crash:all"), "slow-shutdown", of("host", "slow-shutdown:all"),
            "ignores-shutdown", of("host", "ignores-shutdown:all"), "export-fails", of("host", "export-fails:all"),
            "host-lost", of("host", "host-lost:all")));
    assertEquals("index-missing", of("service", "index-fails:all"));
    assertEquals("index-expired", of("service", "index-expired:updates"));
    assertEquals("client-broken", of("service", "client-broken:*-00001"));
    assertEquals("scan-failed", of("service", "scan-fails:%1"));
    assertEquals("package-script-failed", of("service", "install-fails:all"));
    assertEquals("generation 2", of("service", "two-cycles:all"));
    assertEquals("too-many-cycles", of("service", "comes-back:all"));
    assertEquals("not-proven", of("service", "verify-fails:all"));
    assertEquals("image-replaced", of("library", "image-replaced:all"));
    assertEquals("library-io", of("library", "commit-fails:all"));
  }

  @Test
  void aFaultConcernsOnlyTheVmsItNames() {
    assertEquals("generation 2", of("host", "start-fails:nobody,start-fails:%2 silent-agent:*-00002"));
  }

  @Test
  void aFaultWithANumberHappensThatOftenAndThenNoMore() {
    var simulation = new Simulation();
    var host = Simulation.with(simulation.host, "faults", "start-fails:all:2");
    assertEquals("start-failed", cycle(simulation, simulation.library, host, simulation.service, "a"));
    assertEquals("start-failed", cycle(simulation, simulation.library, host, simulation.service, "b"));
    assertEquals("generation 2", cycle(simulation, simulation.library, host, simulation.service, "c"));
  }

  @Test
  void failEveryIsEveryNthVm() {
    var simulation = new Simulation();
    var service = Simulation.with(simulation.service, "failEvery", "4");
    var failing = new Simulation(simulation.world, simulation.library, simulation.host, service);
    List<StoredMachine> machines = failing.machines().subList(0, 12);
    List<String> ends = machines.stream().map(machine -> new Cycle(failing, cache, "k").run(machine)).toList();
    assertEquals(3, ends.stream().filter("package-script-failed"::equals).count());
    assertEquals(9, ends.stream().filter("generation 2"::equals).count());
    assertEquals("package-script-failed", ends.get(3));
  }

  @Test
  void aVmThatWasServicedHasNothingPendingUntilTheServiceHasMore() {
    var simulation = new Simulation();
    StoredMachine machine = simulation.machines().getFirst();
    assertEquals("generation 2", new Cycle(simulation, cache, "a").run(machine));
    assertTrue(pending(simulation, simulation.service, machine).isEmpty());
    var more = Simulation.with(simulation.service, "level", "2");
    assertTrue(!pending(simulation, more, machine).isEmpty());
    simulation.libraries().rollback(simulation.library, machine, 1).orThrow();
    assertTrue(!pending(simulation, simulation.service, machine).isEmpty());
  }

  private List<?> pending(Simulation simulation, BackendSpec service, StoredMachine machine) {
    try (GuestFiles files = new SimulatedDiskReader(simulation.world).open(machine).orThrow()) {
      var snapshot = simulation.updates().refresh(service, cache).orThrow();
      return ((Assessment.Pending) simulation.updates().assess(service, snapshot, files)).changes();
    }
  }

  @Test
  void theSameSeedGivesTheSameVmsAndAnotherSeedOthers() {
    var one = new Simulation().machines();
    assertEquals(one, new Simulation().machines());
    var simulation = new Simulation();
    var other = simulation.libraries().scan(Simulation.with(simulation.library, "seed", "2")).orThrow().machines();
    assertTrue(!one.equals(other));
  }

  @Test
  void bootsAndInstallationsTakeTheirTime() {
    var simulation = new Simulation();
    var start = simulation.now;
    new Cycle(simulation, cache, "a").run(simulation.machines().getFirst());
    Duration took = Duration.between(start, simulation.now);
    assertTrue(took.compareTo(Duration.ofSeconds(80)) > 0 && took.compareTo(Duration.ofSeconds(130)) < 0,
        took::toString);
  }
}
