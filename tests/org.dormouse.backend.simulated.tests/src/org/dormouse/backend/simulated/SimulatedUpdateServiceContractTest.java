package org.dormouse.backend.simulated;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.DiskReader.GuestFiles;
import org.dormouse.spi.DiskReader.State;
import org.dormouse.spi.Result;
import org.dormouse.spi.UpdateService;
import org.dormouse.spi.UpdateService.Guest;
import org.dormouse.spi.UpdateService.Snapshot;
import org.dormouse.spi.contract.UpdateServiceContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SimulatedUpdateServiceContractTest extends UpdateServiceContract {
  private final Simulation simulation = new Simulation();
  @TempDir
  Path cache;

  @BeforeEach
  void wakeAGuest() {
    simulation.wake(simulation.host, "guest", simulation.machine(1));
  }

  @Override
  protected UpdateService newService() {
    return simulation.updates();
  }

  @Override
  protected BackendSpec service() {
    return simulation.service;
  }

  @Override
  protected List<BackendSpec> brokenServices() {
    return List.of(Simulation.with(service(), "faults", "index-fails:all"),
        Simulation.with(service(), "faults", "index-expired:updates"), Simulation.with(service(), "level", "0"),
        Simulation.spec("updates", Map.of("installSeconds", "soon")), new BackendSpec("updates", "apt", Map.of()));
  }

  @Override
  protected Path cache() {
    return cache;
  }

  @Override
  protected GuestFiles staleFiles() {
    return new SimulatedDiskReader(simulation.world).open(simulation.machine(1)).orThrow();
  }

  @Override
  protected GuestFiles foreignFiles() {
    return new GuestFiles() {
      @Override
      public State state() {
        return State.CLEAN;
      }

      @Override
      public String fileSystem() {
        return "ext4";
      }

      @Override
      public Result<Optional<byte[]>> read(String path, int limit) {
        return Result.ok(Optional.empty());
      }

      @Override
      public Result<List<String>> list(String path) {
        return Result.ok(List.of());
      }

      @Override
      public Result<Optional<Entry>> entry(String path) {
        return Result.ok(Optional.empty());
      }

      @Override
      public void close() {
        // Nothing was opened.
      }
    };
  }

  @Override
  protected Guest guest(Snapshot snapshot) {
    return simulation.guest(service(), snapshot, "guest", simulation.session(simulation.host, "guest"), cache);
  }

  @Override
  protected void pass(Duration time) {
    simulation.pass(time);
  }
}
