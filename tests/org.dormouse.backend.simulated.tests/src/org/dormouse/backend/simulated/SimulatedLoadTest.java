package org.dormouse.backend.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.dormouse.spi.BackendSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedLoadTest {
  @TempDir
  Path cache;

  private static BackendSpec zero(String name, String... keys) {
    var settings = new java.util.HashMap<String, String>();
    for (String key : keys) {
      settings.put(key, "0");
    }
    return Simulation.spec(name, settings);
  }

  /** How long that takes, and with how much memory, is measured by releng/bench/engine. */
  @Test
  void tenThousandVmsAreServicedInZeroTimeAndNothingIsKeptButTheirGenerations() {
    var plain = new Simulation();
    var simulation = new Simulation(plain.world, Simulation.spec("big", Map.of("vms", "10000", "upToDate", "0")),
        zero("host", "bootSeconds", "shutdownSeconds", "exportSeconds"),
        zero("updates", "scanSeconds", "installSeconds", "verifySeconds", "restartPercent"));
    var machines = simulation.machines();
    assertEquals(10_000, machines.size());
    int number = 0;
    for (var machine : machines) {
      assertEquals("generation 2", new Cycle(simulation, cache, "k" + number++).run(machine));
    }
    assertTrue(simulation.world.state().written().isEmpty());
    assertTrue(simulation.world.state().deployments().isEmpty());
  }
}
