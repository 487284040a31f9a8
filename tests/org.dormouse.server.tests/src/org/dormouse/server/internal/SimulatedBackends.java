package org.dormouse.server.internal;

import java.util.List;
import java.util.stream.Stream;
import org.dormouse.api.Engine;
import org.dormouse.backend.simulated.SimulatedDiskReader;
import org.dormouse.backend.simulated.SimulatedGuestChannel;
import org.dormouse.backend.simulated.SimulatedHypervisor;
import org.dormouse.backend.simulated.SimulatedImageInspector;
import org.dormouse.backend.simulated.SimulatedLibrary;
import org.dormouse.backend.simulated.SimulatedUpdateService;
import org.dormouse.backend.simulated.SimulatedWorld;
import org.dormouse.servicing.Backends;
import org.dormouse.servicing.StepCommands;
import org.dormouse.spi.DiskReader;
import org.dormouse.spi.GuestChannel;
import org.dormouse.spi.Hypervisor;
import org.dormouse.spi.ImageInspector;
import org.dormouse.spi.LibraryBackend;
import org.dormouse.spi.Result;
import org.dormouse.spi.UpdateService;

/** The simulated back ends of the product, in one world. */
final class SimulatedBackends implements Backends {

  private volatile StepCommands commands = StepCommands.none();
  private final SimulatedWorld world = new SimulatedWorld();
  private final Hypervisor hypervisor = new SimulatedHypervisor(world);
  private final LibraryBackend library = new SimulatedLibrary(world);
  private final UpdateService updates = new SimulatedUpdateService(world);
  private final GuestChannel channel = new SimulatedGuestChannel(world);
  private final DiskReader reader = new SimulatedDiskReader(world);
  private final ImageInspector inspector = new SimulatedImageInspector(world);

  /** As an installation that has the product's other ones as well, of which definitions can be made. */
  List<Engine.Backend> described() {
    return Stream.concat(simulated(), Stream.of(new Engine.Backend("Hypervisor", "qemu", "", "", List.of()),
        new Engine.Backend("LibraryBackend", "directory", "", "", List.of()), new Engine.Backend("UpdateService", "apt", "", "", List.of())))
        .toList();
  }

  private static Stream<Engine.Backend> simulated() {
    return Stream.of("Hypervisor", "LibraryBackend", "UpdateService", "GuestChannel", "DiskReader", "ImageInspector")
        .map(contract -> new Engine.Backend(contract, "simulated", "org.dormouse.backend.simulated", "0.1.0",
            List.of()));
  }

  void tell(StepCommands journal) {
    commands = journal;
  }

  @Override
  public StepCommands commands() {
    return commands;
  }

  @Override
  public Result<Hypervisor> hypervisor(String type) {
    return Result.ok(hypervisor);
  }

  @Override
  public Result<LibraryBackend> library(String type) {
    return Result.ok(library);
  }

  @Override
  public Result<UpdateService> updateService(String type) {
    return Result.ok(updates);
  }

  @Override
  public Result<GuestChannel> guestChannel(String type) {
    return Result.ok(channel);
  }

  @Override
  public List<DiskReader> diskReaders() {
    return List.of(reader);
  }

  @Override
  public List<ImageInspector> imageInspectors() {
    return List.of(inspector);
  }
}
