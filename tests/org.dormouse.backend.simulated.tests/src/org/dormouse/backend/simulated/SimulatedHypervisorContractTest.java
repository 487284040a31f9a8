package org.dormouse.backend.simulated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Hypervisor;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.contract.HypervisorContract;
import org.junit.jupiter.api.io.TempDir;

class SimulatedHypervisorContractTest extends HypervisorContract {
  private final Simulation simulation = new Simulation();
  @TempDir
  Path folder;

  @Override
  protected Hypervisor newHypervisor() {
    return simulation.hypervisor();
  }

  @Override
  protected BackendSpec host() {
    return simulation.host;
  }

  @Override
  protected BackendSpec brokenHost() {
    return Simulation.spec("host", Map.of("memoryMiB", "-5"));
  }

  @Override
  protected StoredMachine machine() {
    return simulation.machine(2);
  }

  @Override
  protected StoredMachine brokenMachine() {
    StoredMachine machine = machine();
    var disk = new MachineDisk(0, folder.resolve("gone.qcow2"), machine.bootDisk().format(), machine.bootDisk().bus());
    return new StoredMachine(machine.library(), machine.name(), machine.hardware(), List.of(disk), machine.cards(),
        machine.definition());
  }

  @Override
  protected Path medium() {
    try {
      return Files.writeString(folder.resolve("medium.raw"), "medium");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected List<Path> exportTargets() {
    return machine().disks().stream().map(disk -> folder.resolve(disk.slot() + ".qcow2")).toList();
  }

  @Override
  protected String fingerprint(StoredMachine machine) {
    return machine.disks().stream().map(disk -> simulation.world.state().content(disk.image())).toList().toString();
  }

  @Override
  protected void awaitBooted(String key) {
    pass(Duration.ofMinutes(1));
  }

  @Override
  protected void pass(Duration time) {
    simulation.pass(time);
  }
}
