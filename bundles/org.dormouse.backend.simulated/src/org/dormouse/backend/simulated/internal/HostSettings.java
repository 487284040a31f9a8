package org.dormouse.backend.simulated.internal;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.Result;

/** Settings of a simulated host. */
public record HostSettings(int memoryMiB, int cpus, Duration boot, Duration shutdown, Duration export, int jitter,
    long seed, Faults faults) {
  private static final Set<String> FAULTS = Set.of("deploy-fails", "start-fails", "silent-agent", "agent-dies", "crash",
      "slow-shutdown", "ignores-shutdown", "export-fails", "host-lost");

  public static Result<HostSettings> of(SimulatedState state, BackendSpec host) {
    return state.settings(host, HostSettings.class, setting -> new HostSettings(
        setting.number("memoryMiB", 65_536, 1, 1 << 28), setting.number("cpus", 32, 1, 100_000),
        setting.seconds("bootSeconds", 8), setting.seconds("shutdownSeconds", 3), setting.seconds("exportSeconds", 5),
        setting.number("jitter", 30, 0, 90), setting.number("seed", 1, 0, 999_999_999),
        setting.faults(FAULTS, "start-fails")));
  }

  public Duration around(Duration usual, String what, Content disk) {
    return Chance.around(usual, jitter, seed, what, disk.index());
  }

  public Deployment deployment(SimulatedState state, String host, String key, List<Content> disks) {
    Content boot = disks.getFirst();
    var habits = new GuestHabits(around(boot(), "boot", boot), around(shutdown(), "shutdown", boot),
        strikes(state, host, "silent-agent", boot), strikes(state, host, "agent-dies", boot),
        strikes(state, host, "crash", boot),
        faults.has("slow-shutdown", boot.machine(), boot.index())
            || faults.has("ignores-shutdown", boot.machine(), boot.index()),
        faults.has("ignores-shutdown", boot.machine(), boot.index()));
    return new Deployment(key, boot.machine(), disks, habits, strikes(state, host, "host-lost", boot));
  }

  public boolean strikes(SimulatedState state, String host, String fault, Content boot) {
    return faults.strike(state, host, fault, boot.machine(), boot.index());
  }
}
