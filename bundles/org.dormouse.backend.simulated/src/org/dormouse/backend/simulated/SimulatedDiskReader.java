package org.dormouse.backend.simulated;

import org.dormouse.backend.simulated.internal.SimulatedFiles;
import org.dormouse.backend.simulated.internal.SimulatedState;
import org.dormouse.spi.DiskReader;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.Trouble;

/** Looks into VMs of simulated libraries; knows nothing of any other. */
public final class SimulatedDiskReader implements DiskReader {
  private final SimulatedState state;

  public SimulatedDiskReader(SimulatedWorld world) {
    state = world.state();
  }

  @Override
  public Result<GuestFiles> open(StoredMachine machine) {
    return state.content(machine.bootDisk().image())
        .<Result<GuestFiles>>map(content -> Result.ok(new SimulatedFiles(content)))
        .orElseGet(() -> Result.failed(Trouble.lasting("not-simulated", "VM " + machine.id()
            + " is not of a simulated library.", "")));
  }
}
