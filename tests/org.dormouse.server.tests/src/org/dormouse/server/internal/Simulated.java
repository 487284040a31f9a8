package org.dormouse.server.internal;

import java.io.IOException;

/** Engines under test on the simulated back ends of the product. */
public final class Simulated {

  private Simulated() {}

  public static TestProcess process() throws IOException {
    return new TestProcess(new SimulatedBackends());
  }
}
