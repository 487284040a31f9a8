package org.dormouse.backend.simulated;

import java.time.InstantSource;
import org.dormouse.backend.simulated.internal.SimulatedState;

/**
 * What the simulated back ends have in common, so that a VM of the simulated library can be deployed on the simulated
 * host, updated by the simulated service and stored again. It lives as long as its process: to a new one it is as on
 * the first day, which looks like hosts that lost power.
 *
 * <p>All follows from seeds and settings; time is that of an {@link InstantSource}, of the system if there is none as
 * a service, so that tests and load runs can let it jump.
 */
public final class SimulatedWorld {
  private final SimulatedState state = new SimulatedState();

  public void setClock(InstantSource clock) {
    state.setClock(clock);
  }

  SimulatedState state() {
    return state;
  }
}
