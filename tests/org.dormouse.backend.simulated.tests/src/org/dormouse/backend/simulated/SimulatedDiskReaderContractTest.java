package org.dormouse.backend.simulated;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.DiskReader;
import org.dormouse.spi.Hardware;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.contract.DiskReaderContract;

class SimulatedDiskReaderContractTest extends DiskReaderContract {
  private final Simulation simulation = new Simulation();

  @Override
  protected DiskReader newReader() {
    return new SimulatedDiskReader(simulation.world);
  }

  @Override
  protected StoredMachine machine() {
    return simulation.machine(1);
  }

  @Override
  protected StoredMachine unreadableMachine() {
    var disk = new MachineDisk(0, Path.of("/elsewhere/web.qcow2"), DiskFormat.QCOW2, MachineDisk.Bus.VIRTIO);
    return new StoredMachine("lib", "web", Hardware.usual(), List.of(disk), List.of(), Optional.empty());
  }

  @Override
  protected String knownFile() {
    return "/etc/hostname";
  }

  @Override
  protected byte[] knownContent() {
    return (machine().name() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected String fingerprint(StoredMachine machine) {
    return simulation.world.state().content(machine.bootDisk().image()).toString();
  }
}
