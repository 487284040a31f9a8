package org.dormouse.backend.simulated;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dormouse.backend.simulated.internal.Content;
import org.dormouse.backend.simulated.internal.LibrarySettings;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.LibraryBackend;
import org.dormouse.spi.contract.LibraryBackendContract;

class SimulatedLibraryContractTest extends LibraryBackendContract {
  private final Simulation simulation = new Simulation();

  @Override
  protected LibraryBackend newLibrary() {
    return simulation.libraries();
  }

  @Override
  protected BackendSpec spec() {
    return simulation.library;
  }

  @Override
  protected List<BackendSpec> brokenSpecs() {
    return List.of(Simulation.spec("lib", Map.of("vms", "-1")), Simulation.spec("lib", Map.of("vms", "many")),
        Simulation.spec("lib", Map.of("vms", "99999999999")), Simulation.spec("lib", Map.of("faults", "nonsense")),
        Simulation.spec("lib", Map.of("faults", "saved-state:%0")), new BackendSpec("lib", "directory", Map.of()));
  }

  @Override
  protected String writeImage(Path path, String word) {
    var content = new Content("any", 1, 0, 1, word.hashCode());
    simulation.world.state().written().put(path, content);
    return content.sha256();
  }

  @Override
  protected String content(Path image) {
    return simulation.world.state().content(image).orElseThrow().toString();
  }

  @Override
  protected void replaceImage(Path image) {
    var machine = simulation.machines().stream()
        .filter(m -> m.disks().stream().anyMatch(disk -> disk.image().equals(image))).findFirst().orElseThrow();
    var estate = LibrarySettings.of(simulation.world.state(), spec()).orThrow().estate();
    simulation.world.state().shelf(estate).replace(estate.index(machine.name()), simulation.now);
  }

  @Override
  protected void age(Duration time) {
    simulation.pass(time);
  }
}
