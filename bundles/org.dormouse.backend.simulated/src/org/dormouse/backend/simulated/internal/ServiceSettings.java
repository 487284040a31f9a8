package org.dormouse.backend.simulated.internal;

import java.time.Duration;
import java.util.Set;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Result;

/** Settings of a simulated update service. */
public record ServiceSettings(int level, Duration scan, Duration install, Duration verify, int jitter, int restarts,
    long seed, Faults faults) {
  private static final Set<String> FAULTS = Set.of("index-fails", "index-expired", "cannot-tell", "client-broken",
      "scan-fails", "install-fails", "two-cycles", "comes-back", "verify-fails");

  public static Result<ServiceSettings> of(SimulatedState state, BackendSpec service) {
    return state.settings(service, ServiceSettings.class, setting -> new ServiceSettings(
        setting.number("level", 1, 1, 1000), setting.seconds("scanSeconds", 2), setting.seconds("installSeconds", 12),
        setting.seconds("verifySeconds", 2), setting.number("jitter", 30, 0, 90),
        setting.number("restartPercent", 15, 0, 100), setting.number("seed", 1, 0, 999_999_999),
        setting.faults(FAULTS, "install-fails")));
  }

  /** The step that this service's updates lead to. */
  public int step() {
    return 2 * level;
  }
}
