package org.dormouse.backend.simulated;

import org.dormouse.backend.simulated.internal.Deployment;
import org.dormouse.backend.simulated.internal.SimulatedSession;
import org.dormouse.backend.simulated.internal.SimulatedState;
import org.dormouse.spi.GuestChannel;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.Hypervisor.GuestAddress;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/**
 * Guest channel type {@code simulated}, to VMs on simulated hosts. Its guests know a handful of commands (true, false,
 * echo, printf, cat, head, sleep, rm, test, exit, sh -c), enough for hooks in a demo.
 */
public final class SimulatedGuestChannel implements GuestChannel {
  private final SimulatedState state;

  public SimulatedGuestChannel(SimulatedWorld world) {
    state = world.state();
  }

  @Override
  public String type() {
    return "simulated";
  }

  @Override
  public Result<GuestSession> open(GuestAddress address) {
    Deployment deployment = state.deployments().get(address.location());
    if (deployment == null) {
      return Result.failed(Trouble.lasting("guest-unknown", "There is no simulated guest at this address.",
          "Deploy and start the VM first."));
    }
    var session = new SimulatedSession(state, deployment);
    return session.facts().map(facts -> session);
  }
}
