package org.dormouse.backend.simulated;

import java.util.List;
import org.dormouse.servicing.Backends;
import org.dormouse.spi.DiskReader;
import org.dormouse.spi.GuestChannel;
import org.dormouse.spi.Hypervisor;
import org.dormouse.spi.ImageInspector;
import org.dormouse.spi.LibraryBackend;
import org.dormouse.spi.Result;
import org.dormouse.spi.UpdateService;

/** The simulated back ends of one world, whatever type is asked for. */
record WorldBackends(Simulation simulation) implements Backends {
  @Override
  public Result<Hypervisor> hypervisor(String type) {
    return Result.ok(simulation.hypervisor());
  }

  @Override
  public Result<LibraryBackend> library(String type) {
    return Result.ok(simulation.libraries());
  }

  @Override
  public Result<UpdateService> updateService(String type) {
    return Result.ok(simulation.updates());
  }

  @Override
  public Result<GuestChannel> guestChannel(String type) {
    return Result.ok(simulation.channel());
  }

  @Override
  public List<DiskReader> diskReaders() {
    return List.of(new SimulatedDiskReader(simulation.world));
  }

  @Override
  public List<ImageInspector> imageInspectors() {
    return List.of(new SimulatedImageInspector(simulation.world));
  }
}
