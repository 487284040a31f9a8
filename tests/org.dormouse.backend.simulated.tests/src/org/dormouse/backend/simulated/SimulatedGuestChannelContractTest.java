package org.dormouse.backend.simulated;

import java.time.Duration;
import org.dormouse.spi.GuestChannel;
import org.dormouse.spi.Hypervisor.GuestAddress;
import org.dormouse.spi.contract.GuestChannelContract;
import org.junit.jupiter.api.BeforeEach;

class SimulatedGuestChannelContractTest extends GuestChannelContract {
  private final Simulation simulation = new Simulation();

  @BeforeEach
  void wakeTwoGuests() {
    simulation.wake(simulation.host, "answers", simulation.machine(1));
    simulation.wake(Simulation.with(simulation.host, "faults", "silent-agent:all"), "silent", simulation.machine(1));
  }

  @Override
  protected GuestChannel newChannel() {
    return simulation.channel();
  }

  @Override
  protected GuestAddress address() {
    return simulation.hypervisor().address(simulation.host, "answers").orThrow();
  }

  @Override
  protected GuestAddress silentAddress() {
    return simulation.hypervisor().address(simulation.host, "silent").orThrow();
  }

  @Override
  protected void pass(Duration time) {
    simulation.pass(time);
  }
}
